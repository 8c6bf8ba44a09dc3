#ifndef TESTS_TERMINAL_SCREEN_H
#define TESTS_TERMINAL_SCREEN_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * screen - what a terminal shows after these bytes: a grid of characters, for
 * tests alone.
 *
 * It knows what a program that edits a line writes: the cursor and where it
 * goes, erasing, inserting and deleting characters. Colours and other modes are
 * counted, not shown; a character of several bytes takes one cell.
 *
 * Memory   the caller's.
 * Errors   `unknown` counts what it does not know, so that a test can see it.
 * Source   ECMA-48, 5th edition; xterm's control sequences.
 */
enum { SCREEN_ROWS = 600, SCREEN_COLUMNS = 200, SCREEN_PARAMETERS = 4 };

struct screen {
    int columns; /* of a line; further text goes to the next */
    int row, column;
    char cells[SCREEN_ROWS][SCREEN_COLUMNS + 1];
    bool wrapped[SCREEN_ROWS]; /* the row goes on from the one above */
    enum { PLAIN, ESCAPED, SEQUENCE } state;
    int parameters[SCREEN_PARAMETERS], parameter_count;
    int styles, unknown;
};

static inline void screen_begin(struct screen *s, int columns)
{
    memset(s, 0, sizeof(*s));
    s->columns = columns;
    for (int r = 0; r < SCREEN_ROWS; r++)
        memset(s->cells[r], ' ', SCREEN_COLUMNS);
}

/* Rows enough for a round: the top is let go when they are full. */
static inline void screen_down(struct screen *s)
{
    if (s->row + 1 < SCREEN_ROWS) {
        s->row++;
        return;
    }
    memmove(s->cells[0], s->cells[1], sizeof(s->cells) - sizeof(s->cells[0]));
    memmove(s->wrapped, s->wrapped + 1,
            sizeof(s->wrapped) - sizeof(s->wrapped[0]));
    memset(s->cells[s->row], ' ', SCREEN_COLUMNS);
    s->wrapped[s->row] = false;
}

static inline void screen_put(struct screen *s, char c)
{
    /* A terminal waits for the character that finds no room. */
    if (s->column >= s->columns) {
        screen_down(s);
        s->column = 0;
        s->wrapped[s->row] = true;
    }
    s->cells[s->row][s->column++] = c;
}

/* The number of a parameter; `fallback` where it is left out or 0. */
static inline int screen_parameter(const struct screen *s, int i, int fallback)
{
    return i < s->parameter_count && s->parameters[i] > 0 ? s->parameters[i]
                                                          : fallback;
}

static inline void screen_erase(struct screen *s, bool below)
{
    memset(s->cells[s->row] + s->column, ' ',
           (size_t)(SCREEN_COLUMNS - s->column));
    for (int r = s->row + 1; below && r < SCREEN_ROWS; r++) {
        memset(s->cells[r], ' ', SCREEN_COLUMNS);
        s->wrapped[r] = false;
    }
}

/* Characters to the right of the cursor move by so many cells. */
static inline void screen_shift(struct screen *s, int by)
{
    char *const at = s->cells[s->row] + s->column;
    const int room = SCREEN_COLUMNS - s->column;
    const int n = by < 0 ? (-by < room ? -by : room) : (by < room ? by : room);

    if (by < 0) {
        memmove(at, at + n, (size_t)(room - n));
        memset(at + room - n, ' ', (size_t)n);
    } else {
        memmove(at + n, at, (size_t)(room - n));
        memset(at, ' ', (size_t)n);
    }
}

static inline void screen_sequence(struct screen *s, char final)
{
    const int n = screen_parameter(s, 0, 1);

    switch (final) {
    case 'A':
        s->row = s->row > n ? s->row - n : 0;
        break;
    case 'B':
        s->row = s->row + n < SCREEN_ROWS ? s->row + n : SCREEN_ROWS - 1;
        break;
    case 'C':
        s->column = s->column + n < s->columns ? s->column + n : s->columns - 1;
        break;
    case 'D':
        s->column = s->column > n ? s->column - n : 0;
        break;
    case 'G':
        s->column = n <= s->columns ? n - 1 : s->columns - 1;
        break;
    case 'J':
    case 'K':
        screen_erase(s, final == 'J');
        break;
    case 'P':
        screen_shift(s, -n);
        break;
    case '@':
        screen_shift(s, n);
        break;
    case 'm':
        s->styles++;
        break;
    case 'h':
    case 'l':
        break;
    default:
        s->unknown++;
    }
}

static inline void screen_escaped(struct screen *s, char c)
{
    if (s->state == ESCAPED) {
        s->state = c == '[' ? SEQUENCE : PLAIN;
        s->unknown += c != '[';
        s->parameter_count = 0;
        memset(s->parameters, 0, sizeof(s->parameters));
        return;
    }
    if (c >= '0' && c <= '9') {
        if (s->parameter_count == 0)
            s->parameter_count = 1;
        int *const p = &s->parameters[s->parameter_count - 1];
        *p = *p * 10 + (c - '0');
    } else if (c == ';') {
        if (s->parameter_count < SCREEN_PARAMETERS)
            s->parameter_count++;
    } else if (c >= '@') {
        s->state = PLAIN;
        screen_sequence(s, c);
    }
}

static inline void screen_byte(struct screen *s, char c)
{
    if (s->state != PLAIN)
        screen_escaped(s, c);
    else if (c == '\033')
        s->state = ESCAPED;
    else if (c == '\r')
        s->column = 0;
    else if (c == '\n')
        screen_down(s);
    else if (c == '\b')
        s->column -= s->column > 0;
    else if (c == '\t')
        s->column = (s->column / 8 + 1) * 8 < s->columns
                        ? (s->column / 8 + 1) * 8
                        : s->columns - 1;
    else if (c != '\a' && ((unsigned char)c & 0xC0) != 0x80)
        screen_put(s, c);
}

/* The row without blanks at its end. */
static inline const char *screen_row(const struct screen *s, int row)
{
    static char text[SCREEN_COLUMNS + 1];
    size_t bytes = SCREEN_COLUMNS;

    memcpy(text, s->cells[row], bytes);
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    text[bytes] = '\0';
    return text;
}

#endif
