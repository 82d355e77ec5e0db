#include "numbering_plan.h"
