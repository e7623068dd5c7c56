// To add a file: its array here, and its row in the table below.
#include "embedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char checklist_coverage[] = {
#embed "../../Checklists/coverage.yaml"
};
static const unsigned char checklist_flow[] = {
#embed "../../Checklists/flow.yaml"
};
static const unsigned char checklist_escort[] = {
#embed "../../Checklists/escort.yaml"
};
static const unsigned char checklist_experience[] = {
#embed "../../Checklists/experience.yaml"
};
static const unsigned char checklist_policy[] = {
#embed "../../Checklists/policy.yaml"
};
static const unsigned char checklist_chief[] = {
#embed "../../Checklists/chief.yaml"
};
static const unsigned char checklist_groups[] = {
#embed "../../Checklists/groups.yaml"
};
static const unsigned char checklist_one_thing[] = {
#embed "../../Checklists/one-thing.yaml"
};
static const unsigned char checklist_cross_region[] = {
#embed "../../Checklists/cross-region.yaml"
};
static const unsigned char checklist_hall[] = {
#embed "../../Checklists/hall.yaml"
};
static const unsigned char checklist_staff[] = {
#embed "../../Checklists/staff.yaml"
};
static const unsigned char checklist_rating[] = {
#embed "../../Checklists/rating.yaml"
};
static const unsigned char calendar_2023[] = {
#embed "../../Calendars/2023.yaml"
};
static const unsigned char calendar_2024[] = {
#embed "../../Calendars/2024.yaml"
};
static const unsigned char calendar_2025[] = {
#embed "../../Calendars/2025.yaml"
};
static const unsigned char calendar_2026[] = {
#embed "../../Calendars/2026.yaml"
};
static const unsigned char sources[] = {
#embed "../../ProblemSources.yaml"
};
static const unsigned char sample_units[] = {
#embed "../../Sample/units.csv"
};
static const unsigned char sample_services[] = {
#embed "../../Sample/service-items.csv"
};
static const unsigned char sample_one_things[] = {
#embed "../../Sample/one-things.csv"
};
static const unsigned char sample_findings[] = {
#embed "../../Sample/findings.csv"
};

#define FILE(name, bytes) { name, bytes, sizeof bytes }

static const struct peizou_file files[] = {
    FILE("Checklists/coverage.yaml", checklist_coverage),
    FILE("Checklists/flow.yaml", checklist_flow),
    FILE("Checklists/escort.yaml", checklist_escort),
    FILE("Checklists/experience.yaml", checklist_experience),
    FILE("Checklists/policy.yaml", checklist_policy),
    FILE("Checklists/chief.yaml", checklist_chief),
    FILE("Checklists/groups.yaml", checklist_groups),
    FILE("Checklists/one-thing.yaml", checklist_one_thing),
    FILE("Checklists/cross-region.yaml", checklist_cross_region),
    FILE("Checklists/hall.yaml", checklist_hall),
    FILE("Checklists/staff.yaml", checklist_staff),
    FILE("Checklists/rating.yaml", checklist_rating),
    FILE("Calendars/2023.yaml", calendar_2023),
    FILE("Calendars/2024.yaml", calendar_2024),
    FILE("Calendars/2025.yaml", calendar_2025),
    FILE("Calendars/2026.yaml", calendar_2026),
    FILE("ProblemSources.yaml", sources),
    FILE("Sample/units.csv", sample_units),
    FILE("Sample/service-items.csv", sample_services),
    FILE("Sample/one-things.csv", sample_one_things),
    FILE("Sample/findings.csv", sample_findings),
};

const struct peizou_file *peizou_embedded_files(void) { return files; }
size_t peizou_embedded_count(void) { return sizeof files / sizeof files[0]; }
