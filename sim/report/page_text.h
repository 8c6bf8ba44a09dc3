#ifndef REPORT_PAGE_TEXT_H
#define REPORT_PAGE_TEXT_H

/*
 * page_text - the style and the script of an HTML report, as texts inside the
 * program, and the hash by which the page allows itself its script.
 *
 * Written at build time from sim/report/page/.
 */
extern const char page_style[];
extern const char page_script[];
extern const char page_script_hash[]; /* "sha256-.." of the script's bytes */

#endif
