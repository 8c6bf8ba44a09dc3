#ifndef TESTS_PROSE_H
#define TESTS_PROSE_H

#include <stdint.h>
#include <string.h>

#include "base/rng.h"

/*
 * prose - TPC-H's running text, for tests alone: comments are cut from it at
 * random places.
 *
 * Source   TPC Benchmark H, revision 2.17.3, clause 4.2.2.14: sentence
 *          grammar, words and their weights ("whithout" is spelled so there).
 */
struct prose_word {
    const char *text;
    int weight;
};

static const struct prose_word prose_nouns[] = {
    { "packages", 40 },      { "requests", 40 },
    { "accounts", 40 },      { "deposits", 40 },
    { "foxes", 20 },         { "ideas", 20 },
    { "theodolites", 20 },   { "pinto beans", 20 },
    { "instructions", 20 },  { "dependencies", 10 },
    { "excuses", 10 },       { "platelets", 10 },
    { "asymptotes", 10 },    { "courts", 5 },
    { "dolphins", 5 },       { "multipliers", 1 },
    { "sauternes", 1 },      { "warthogs", 1 },
    { "frets", 1 },          { "dinos", 1 },
    { "attainments", 1 },    { "somas", 1 },
    { "Tiresias", 1 },       { "patterns", 1 },
    { "forges", 1 },         { "braids", 1 },
    { "frays", 1 },          { "warhorses", 1 },
    { "dugouts", 1 },        { "notornis", 1 },
    { "epitaphs", 1 },       { "pearls", 1 },
    { "tithes", 1 },         { "waters", 1 },
    { "orbits", 1 },         { "gifts", 1 },
    { "sheaves", 1 },        { "depths", 1 },
    { "sentiments", 1 },     { "decoys", 1 },
    { "realms", 1 },         { "pains", 1 },
    { "grouches", 1 },       { "escapades", 1 },
    { "hockey players", 1 }, { NULL, 0 },
};

static const struct prose_word prose_verbs[] = {
    { "sleep", 20 },  { "wake", 20 },  { "are", 20 },      { "cajole", 20 },
    { "haggle", 20 }, { "nag", 10 },   { "use", 10 },      { "boost", 10 },
    { "affix", 5 },   { "detect", 5 }, { "integrate", 5 }, { "maintain", 1 },
    { "nod", 1 },     { "was", 1 },    { "lose", 1 },      { "sublate", 1 },
    { "solve", 1 },   { "thrash", 1 }, { "promise", 1 },   { "engage", 1 },
    { "hinder", 1 },  { "print", 1 },  { "x-ray", 1 },     { "breach", 1 },
    { "eat", 1 },     { "grow", 1 },   { "impress", 1 },   { "mold", 1 },
    { "poach", 1 },   { "serve", 1 },  { "run", 1 },       { "dazzle", 1 },
    { "snooze", 1 },  { "doze", 1 },   { "unwind", 1 },    { "kindle", 1 },
    { "play", 1 },    { "hang", 1 },   { "believe", 1 },   { "doubt", 1 },
    { NULL, 0 },
};

static const struct prose_word prose_adverbs[] = {
    { "sometimes", 1 },   { "always", 1 },     { "never", 1 },
    { "furiously", 50 },  { "slyly", 50 },     { "carefully", 50 },
    { "blithely", 40 },   { "quickly", 30 },   { "fluffily", 20 },
    { "slowly", 1 },      { "quietly", 1 },    { "ruthlessly", 1 },
    { "thinly", 1 },      { "closely", 1 },    { "doggedly", 1 },
    { "daringly", 1 },    { "bravely", 1 },    { "stealthily", 1 },
    { "permanently", 1 }, { "enticingly", 1 }, { "idly", 1 },
    { "busily", 1 },      { "regularly", 1 },  { "finally", 1 },
    { "ironically", 1 },  { "evenly", 1 },     { "boldly", 1 },
    { "silently", 1 },    { NULL, 0 },
};

static const struct prose_word prose_prepositions[] = {
    { "about", 50 },
    { "above", 50 },
    { "according to", 50 },
    { "across", 50 },
    { "after", 50 },
    { "against", 40 },
    { "along", 40 },
    { "alongside of", 30 },
    { "among", 30 },
    { "around", 20 },
    { "at", 10 },
    { "atop", 1 },
    { "before", 1 },
    { "behind", 1 },
    { "beneath", 1 },
    { "beside", 1 },
    { "besides", 1 },
    { "between", 1 },
    { "beyond", 1 },
    { "by", 1 },
    { "despite", 1 },
    { "during", 1 },
    { "except", 1 },
    { "for", 1 },
    { "from", 1 },
    { "in place of", 1 },
    { "inside", 1 },
    { "instead of", 1 },
    { "into", 1 },
    { "near", 1 },
    { "of", 1 },
    { "on", 1 },
    { "outside", 1 },
    { "over", 1 },
    { "past", 1 },
    { "since", 1 },
    { "through", 1 },
    { "throughout", 1 },
    { "to", 1 },
    { "toward", 1 },
    { "under", 1 },
    { "until", 1 },
    { "up", 1 },
    { "upon", 1 },
    { "whithout", 1 },
    { "with", 1 },
    { "within", 1 },
    { NULL, 0 },
};

static const struct prose_word prose_auxiliaries[] = {
    { "do", 1 },
    { "may", 1 },
    { "might", 1 },
    { "shall", 1 },
    { "will", 1 },
    { "would", 1 },
    { "can", 1 },
    { "could", 1 },
    { "should", 1 },
    { "ought to", 1 },
    { "must", 1 },
    { "will have to", 1 },
    { "shall have to", 1 },
    { "could have to", 1 },
    { "should have to", 1 },
    { "must have to", 1 },
    { "need to", 1 },
    { "try to", 1 },
    { NULL, 0 },
};

static const struct prose_word prose_terminators[] = {
    { ".", 50 }, { ";", 1 },  { ":", 1 },  { "?", 1 },
    { "!", 1 },  { "--", 1 }, { NULL, 0 },
};

static const struct prose_word prose_adjectives[] = {
    { "special", 20 }, { "pending", 20 }, { "unusual", 20 }, { "express", 20 },
    { "furious", 1 },  { "sly", 1 },      { "careful", 1 },  { "blithe", 1 },
    { "quick", 1 },    { "fluffy", 1 },   { "slow", 1 },     { "quiet", 1 },
    { "ruthless", 1 }, { "thin", 1 },     { "close", 1 },    { "dogged", 1 },
    { "daring", 1 },   { "brave", 1 },    { "stealthy", 1 }, { "permanent", 1 },
    { "enticing", 1 }, { "idle", 1 },     { "busy", 1 },     { "regular", 50 },
    { "final", 40 },   { "ironic", 40 },  { "even", 30 },    { "bold", 20 },
    { "silent", 10 },  { NULL, 0 },
};

/* N noun phrase, V verb phrase, P preposition + "the" + N, T terminator. */
static const struct prose_word prose_sentences[] = {
    { "NVT", 3 },   { "NVPT", 3 },  { "NVNT", 3 },
    { "NPVNT", 1 }, { "NPVPT", 1 }, { NULL, 0 },
};

/* n noun, j adjective, d adverb, v verb, x auxiliary. */
static const struct prose_word prose_noun_phrases[] = {
    { "n", 10 }, { "jn", 20 }, { "j,jn", 10 }, { "djn", 50 }, { NULL, 0 },
};

static const struct prose_word prose_verb_phrases[] = {
    { "v", 30 }, { "xv", 1 }, { "vd", 40 }, { "xvd", 1 }, { NULL, 0 },
};

/* A place in the making of text. */
struct prose {
    struct rng_stream stream;
    uint64_t counter;
    char *bytes;
    size_t used;
};

static inline const char *prose_pick(struct prose *p,
                                     const struct prose_word *words)
{
    int total = 0, i = 0;

    for (int k = 0; words[k].text != NULL; k++)
        total += words[k].weight;
    int at = (int)rng_below(rng_bits(p->stream, p->counter++), (uint64_t)total);
    while ((at -= words[i].weight) >= 0)
        i++;
    return words[i].text;
}

static inline void prose_put(struct prose *p, const char *text)
{
    const size_t n = strlen(text);

    memcpy(p->bytes + p->used, text, n);
    p->used += n;
}

static inline void prose_phrase(struct prose *p, const char *form)
{
    for (; *form != '\0'; form++) {
        if (*form == ',') {
            p->bytes[p->used - 1] = ',';
        } else {
            prose_put(p, prose_pick(p, *form == 'n'   ? prose_nouns
                                       : *form == 'j' ? prose_adjectives
                                       : *form == 'd' ? prose_adverbs
                                       : *form == 'v' ? prose_verbs
                                                      : prose_auxiliaries));
        }
        prose_put(p, " ");
    }
}

/* At most 300 bytes. */
static inline void prose_sentence(struct prose *p)
{
    const char *form = prose_pick(p, prose_sentences);

    for (; *form != '\0'; form++) {
        if (*form == 'T') {
            p->used--;
            prose_put(p, prose_pick(p, prose_terminators));
            prose_put(p, " ");
            continue;
        }
        if (*form == 'P') {
            prose_put(p, prose_pick(p, prose_prepositions));
            prose_put(p, " the ");
        }
        prose_phrase(p, prose_pick(p, *form == 'V' ? prose_verb_phrases
                                                   : prose_noun_phrases));
    }
}

enum { PROSE_SENTENCE_MAX = 300 };

/* Fill `bytes` with running text; at least room - PROSE_SENTENCE_MAX of it. */
static inline size_t prose_write(struct rng_stream stream, char *bytes,
                                 size_t room)
{
    struct prose p = { stream, 0, bytes, 0 };

    while (p.used + PROSE_SENTENCE_MAX <= room)
        prose_sentence(&p);
    return p.used;
}

#endif
