package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What refused calls must say. */
final class Refusals {

  private Refusals() {}

  /** With that code, and with what to do about it. */
  static void assertRefused(HttpResponse<String> answer, String code) {
    assertThat(Answers.code(answer)).isEqualTo(code);
    assertThat(Answers.json(answer).getString("cure", "")).isNotEmpty();
  }

  /** By the gate that a restore shuts. */
  static void assertKeptOut(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(503);
    assertRefused(answer, "HF-6020");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
