#ifndef TESTS_ABORT_H
#define TESTS_ABORT_H

#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* The statement must end in abort(), as CHECK does; it runs in a child. */
#define assert_aborts(statement)                                               \
    do {                                                                       \
        int abort_status = 0;                                                  \
        fflush(NULL);                                                          \
        const pid_t abort_child = fork();                                      \
        assert_true(abort_child >= 0);                                         \
        if (abort_child == 0) {                                                \
            close(STDERR_FILENO);                                              \
            statement;                                                         \
            _exit(0);                                                          \
        }                                                                      \
        assert_int_equal(waitpid(abort_child, &abort_status, 0), abort_child); \
        assert_true(WIFSIGNALED(abort_status));                                \
        assert_int_equal(WTERMSIG(abort_status), SIGABRT);                     \
    } while (0)

#endif
