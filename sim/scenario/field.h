#ifndef SCENARIO_FIELD_H
#define SCENARIO_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"
#include "scenario/quantity.h"
#include "scenario/tree.h"

/*
 * field - table-driven decoding of a mapping into a struct.
 *
 * A section of the scenario is one table of fields. The same table checks
 * what the user wrote, fills in what he left out, and prints the manual, so
 * the three cannot disagree.
 *
 * Units    as each field's quantity says (quantity.h).
 * Memory   texts stay in the tree; nothing is copied.
 * Errors   every wrong, missing or unknown key is a fault at its place; the
 *          object's other members are filled all the same.
 * Result   true when this section added no fault.
 */
enum field_type {
    FIELD_TEXT,   /* const char *: a scalar, not empty */
    FIELD_NAME,   /* const char *: the name of something, see field_is_name */
    FIELD_COUNT,  /* int64_t */
    FIELD_INT,    /* int */
    FIELD_NUMBER, /* double */
    FIELD_CHOICE, /* int: index into `choices` */
    FIELD_NODE,   /* const struct tree_node *: read by its own reader */
    FIELD_ANY,    /* a place-holder for names that the user chooses */
};

struct field {
    const char *name;
    enum field_type type;
    enum quantity quantity; /* COUNT, INT, NUMBER */
    size_t offset;          /* of the member */
    double min, max;        /* COUNT, INT, NUMBER: both allowed */
    bool required;
    const char *fallback;       /* what stands for a missing key, as if written;
                             NULL leaves the member alone. For NODE and ANY
                             it is words for the manual only */
    const char *const *choices; /* CHOICE: ends with NULL */
    const char *shape;          /* NODE, ANY: what is expected, in words */
    const char *meaning;        /* one sentence */
    const char *example;
};

struct section {
    const char *name; /* "data.TABLE" */
    const struct field *fields;
    size_t count;
};

#define SECTION(name, fields)                                                  \
    {                                                                          \
        (name), (fields), sizeof(fields) / sizeof((fields)[0])                 \
    }

/*
 * Decode the mapping `node` into `object`. NULL or an empty value stands for
 * an empty mapping whose place is `home`. Unknown keys are faults unless the
 * section has a field of type ANY.
 */
bool field_read(const struct section *s, const struct tree_node *node,
                const struct tree_node *home, void *object,
                struct faults *faults);

/* Decode one value; the way field_read decodes each. */
bool field_decode(const struct field *f, const struct tree_node *node,
                  void *object, struct faults *faults);

/* Is the key one of the section's own fields, and none that a user chooses? */
bool field_is_known(const struct section *s, const char *key);

/* Names of designs and queries: 1 to 64 letters, digits, blanks, '_', '-',
   '.', '(' or ')', with no blank at either end: safe in any output. */
bool field_is_name(const char *text);

/* ", did you mean 'x'?", or "; there is a, b, c", to stand behind a wrong
   name; empty when no more faults are kept. */
const char *field_suggestion(const struct faults *faults, const char *wrong,
                             const char *const *names, size_t count);

/* Text of the expected value, for faults and the manual: "a whole number of
   rows from 1 to 1e+15". */
const char *field_expects(struct arena *a, const struct field *f);

/* One row per field into a frame begun with field_schema_begin. */
struct frame *field_schema_begin(struct frames *fs);
void field_schema(struct frame *frame, const struct section *s);

#endif
