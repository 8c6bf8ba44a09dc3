#ifndef SCENARIO_PARAMS_TEXT_H
#define SCENARIO_PARAMS_TEXT_H

/*
 * params_text - the files of models/params/, as texts inside the program.
 *
 * Written at build time by models/params/embed.awk, so that the program needs
 * no file beside itself and the YAML stays the only place of the numbers.
 */
extern const char params_node_types[];
extern const char params_engine[];

#endif
