#pragma once
#include <stddef.h>

/// A file of the repository that was built into the binary. `name` is its path from the root.
struct peizou_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// All files, `peizou_embedded_count()` of them. They live as long as the process.
const struct peizou_file *peizou_embedded_files(void);
size_t peizou_embedded_count(void);
