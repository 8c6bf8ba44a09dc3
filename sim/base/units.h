#ifndef BASE_UNITS_H
#define BASE_UNITS_H

/*
 * units - the few numbers that are conversions and not models.
 */
#define BYTES_PER_MIB 1048576.0
#define BYTES_PER_GIB 1073741824.0
#define SECONDS_PER_HOUR 3600.0
#define NS_PER_S 1e9
#define US_PER_DAY 86400000000LL

#endif
