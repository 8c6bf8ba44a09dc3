#include "models/storage.h"

#include <math.h>

#include "base/check.h"

double storage_values_per_block(double block_bytes, double header_bytes,
                                double value_bytes)
{
    const double room = block_bytes - header_bytes;

    CHECK(header_bytes >= 0 && value_bytes > 0 && value_bytes <= room);
    /* Parts of bytes are a mean length: then the mean count, unrounded. */
    if (value_bytes == floor(value_bytes)) /* exact: fixed width */
        return floor(room / value_bytes);
    return room / value_bytes;
}

double storage_values_after_first(double block_bytes, double header_bytes,
                                  double first_bytes, double value_bytes)
{
    const double room = block_bytes - header_bytes - first_bytes;

    CHECK(header_bytes >= 0 && first_bytes >= 0 && value_bytes > 0);
    CHECK(room >= 0);
    return 1 + floor(room / value_bytes);
}

double storage_segment_blocks(double rows, double values_per_block)
{
    CHECK(rows >= 0 && values_per_block >= 1);
    return fmax(1, ceil(rows / values_per_block));
}

double storage_column_blocks(double sorted_rows, double unsorted_rows,
                             double values_per_block, int has_sortkey)
{
    const double rows = sorted_rows + unsorted_rows;

    CHECK(sorted_rows >= 0 && unsorted_rows >= 0);
    if (rows == 0) /* exact: never populated */
        return 0;
    if (!has_sortkey)
        return storage_segment_blocks(rows, values_per_block);
    return storage_segment_blocks(sorted_rows, values_per_block) +
           storage_segment_blocks(unsorted_rows, values_per_block);
}

double storage_slice_blocks(double sorted_rows, double unsorted_rows,
                            const double values_per_block[], int count,
                            double xid_rows, double row_id_rows,
                            int has_sortkey)
{
    double blocks = 2 * storage_column_blocks(sorted_rows, unsorted_rows,
                                              xid_rows, has_sortkey);

    blocks += storage_column_blocks(sorted_rows, unsorted_rows, row_id_rows,
                                    has_sortkey);
    for (int i = 0; i < count; i++)
        blocks += storage_column_blocks(sorted_rows, unsorted_rows,
                                        values_per_block[i], has_sortkey);
    return blocks;
}

double storage_minimum_blocks(double user_columns, double populated,
                              int has_sortkey)
{
    CHECK(user_columns >= 1 && populated >= 0);
    return (user_columns + STORAGE_HIDDEN_COLUMNS) * populated *
           (has_sortkey ? 2 : 1);
}

int storage_holds_all(int slice, int slices_per_node)
{
    CHECK(slice >= 0 && slices_per_node >= 1);
    return slice % slices_per_node == 0;
}

double storage_populated_even(double rows, double slices)
{
    CHECK(rows >= 0 && slices >= 1);
    return fmin(ceil(rows), slices);
}

double storage_skew_sortkey1(double largest_blocks, double sortkey_blocks)
{
    CHECK(largest_blocks >= 0 && sortkey_blocks > 0);
    return largest_blocks / sortkey_blocks;
}
