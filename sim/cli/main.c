/* starslice - what a warehouse design costs, and why. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/progress.h"
#include "cli/command.h"

/* The second Ctrl-C ends the program at once: see SA_RESETHAND. */
static void interrupt(int signal)
{
    (void)signal;
    progress_interrupt();
}

static void set_signals(void)
{
    struct sigaction ignored = { .sa_handler = SIG_IGN };
    struct sigaction on_interrupt = { .sa_handler = interrupt,
                                      .sa_flags = (int)SA_RESETHAND };

    sigemptyset(&ignored.sa_mask);
    sigemptyset(&on_interrupt.sa_mask);
    /* A reader that goes, a file that may not grow: the write says so. */
    sigaction(SIGPIPE, &ignored, NULL);
    sigaction(SIGXFSZ, &ignored, NULL);
    sigaction(SIGINT, &on_interrupt, NULL);
}

/* A stream that is closed must not become the first file that is opened. Read
   only, so that writing to it still fails. */
static void hold_streams(void)
{
    int file = 0;

    while (file >= 0 && file <= STDERR_FILENO)
        file = open("/dev/null", O_RDONLY);
    if (file > STDERR_FILENO)
        close(file);
}

int main(int argc, char **argv)
{
    set_signals();
    hold_streams();
    return command_main(argc, argv);
}
