/* The C face of Postern's runtime: decide sign-ins over a routing table from any language.
 *
 *   char error[200];
 *   postern_table *table = postern_table_open("routing-table.bin", error, sizeof error);
 *   if (!table) { fputs(error, stderr); return 1; }
 *   postern_request request = {0};
 *   request.phone_number = (postern_text){"+5511987654321", 14};
 *   postern_decision decision;
 *   postern_decide(table, &request, &decision);
 *   printf("%.*s\n", (int)decision.outcome.length, decision.outcome.data);
 *   postern_table_close(table);
 *
 * Texts are UTF-8 with a length and no final zero. A table may be used by many threads at once.
 */
#ifndef POSTERN_H
#define POSTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#else
#define _Nullable
#endif

/* The version of this header. */
#define POSTERN_VERSION 1

/* A checked routing table. */
typedef struct postern_table postern_table;

/* A text, lent. No data or no length: it is missing. */
typedef struct postern_text {
  const char *_Nullable data;
  size_t length;
} postern_text;

/* What is known of a sign-in. All of it may be missing; zero everything first. */
typedef struct postern_request {
  postern_text user_id;
  postern_text phone_number;
  postern_text email;
  postern_text identity_provider;
  postern_text application;
  const postern_text *_Nullable groups;
  size_t group_count;
  const postern_text *_Nullable network_zones;
  size_t network_zone_count;
  /* Whether zones are given, be it none; else client_ip tells them. */
  bool has_network_zones;
  postern_text client_ip;
  postern_text risk;
} postern_request;

/* What is decided. Texts are the table's, and stay until it is closed. */
typedef struct postern_decision {
  /* send, deny, skip, use */
  postern_text outcome;
  /* the rule's name, otherwise, break-glass, country-mode */
  postern_text rule;
  /* only with deny: rule, country-blocked, no-channel */
  postern_text reason;
  /* only with reason rule */
  postern_text message;
  /* two letters, or unknown */
  postern_text country;
  postern_text line_type;
  /* allow, observe, block */
  postern_text mode;
  /* only with use */
  size_t method_count;
  /* only with send */
  size_t step_count;
  /* of no use to callers */
  uint32_t private_rule;
  uint32_t private_region;
  uint32_t private_steps;
} postern_decision;

/* One step of a plan. Texts are the table's. */
typedef struct postern_step {
  /* sms, whatsapp, call, email */
  postern_text channel;
  uint32_t wait_seconds;
  /* ask, auto */
  postern_text advance;
  postern_text service;
  /* missing where nothing is said */
  postern_text locale;
  postern_text template_sid;
  postern_text messaging_service;
  /* stop, advance */
  postern_text after_fraud_block;
} postern_step;

/* Maps a file and checks it. NULL: the reason is in error, cut to its capacity and ended by a zero. The file must
 * not be written to or shortened while it is open; replace it by a rename. */
postern_table *_Nullable postern_table_open(
    const char *path, char *_Nullable error, size_t capacity);

/* The same for bytes, which are copied. */
postern_table *_Nullable postern_table_open_bytes(
    const void *_Nullable bytes, size_t length, char *_Nullable error, size_t capacity);

/* Frees a table. NULL is fine. */
void postern_table_close(postern_table *_Nullable table);

/* The policy and the environment of a table. */
postern_text postern_table_policy(const postern_table *table);
postern_text postern_table_environment(const postern_table *table);

/* Decides. Cannot fail. */
void postern_decide(
    const postern_table *table, const postern_request *request, postern_decision *decision);

/* A step of a decision of this table, from 0. False: there is no such step. */
bool postern_decision_step(
    const postern_table *table, const postern_decision *decision, size_t index, postern_step *step);

/* A method of a decision of this table, from 0. False: there is no such method. */
bool postern_decision_method(
    const postern_table *table, const postern_decision *decision, size_t index, postern_text *method);

/* POSTERN_VERSION as the library was built with. */
uint32_t postern_version(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif

#endif
