#ifndef BASE_CHECK_H
#define BASE_CHECK_H

/*
 * check - contracts, and the one place that aborts.
 *
 * CHECK stops the program on a broken contract, in every build: a wrong
 * number is worse than no number. ASSERT is the same for hot loops and
 * disappears with -DNDEBUG. Neither is for bad input; that is a fault.
 */
_Noreturn void check_failed(const char *file, int line, const char *func,
                            const char *cond);

#define CHECK(cond)                                                            \
    ((cond) ? (void)0 : check_failed(__FILE__, __LINE__, __func__, #cond))

#ifdef NDEBUG
#define ASSERT(cond) ((void)sizeof(cond))
#else
#define ASSERT(cond) CHECK(cond)
#endif

#endif
