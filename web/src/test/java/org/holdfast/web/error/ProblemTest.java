package org.holdfast.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBAccessException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void toJson_ofAFailureAtAField_saysEverything() {
    VaultException failure =
        new VaultException(ErrorCode.CREDENTIAL_REFUSED, "CKR_PIN_INCORRECT").atField("credential");

    assertThat(Problem.of(failure).toJson())
        .isEqualTo(
            "{\"type\":\"urn:holdfast:error:HF-2104\",\"title\":\"The HSM refused the credential\","
                + "\"status\":400,\"detail\":\"CKR_PIN_INCORRECT\",\"code\":\"HF-2104\","
                + "\"cure\":\"Check the credential before you try again: each attempt counts, and"
                + " the HSM locks after a few.\",\"field\":\"credential\"}");
  }

  @Test
  void toJson_ofAnInternalError_namesTheReferenceAlone() {
    VaultException failure = new VaultException(ErrorCode.INTERNAL_ERROR, "reference 7f3a");

    assertThat(Problem.of(failure).toJson()).contains("\"reference\":\"7f3a\"");
  }

  @Test
  void status_followsTheKind_exceptForTheWrongMethod() {
    assertThat(Problem.of(ErrorCode.METHOD_NOT_ALLOWED).status()).isEqualTo(405);
    assertThat(Problem.of(ErrorCode.BODY_TOO_LARGE).status()).isEqualTo(413);
    assertThat(Problem.of(ErrorCode.VAULT_CLOSED).isTemporary()).isTrue();
    assertThat(Problem.of(ErrorCode.NOT_SIGNED_IN).isChallenge()).isTrue();
  }

  @Test
  void retryAfter_ofADelayedSignIn_isTheDelay() {
    assertThat(Problem.of(new VaultException(ErrorCode.SIGN_IN_DELAYED, "42 seconds")).retryAfter())
        .isEqualTo("42");
    assertThat(Problem.of(ErrorCode.DATABASE_AWAY).retryAfter()).isEqualTo("5");
  }

  @Test
  void problem_ofAContainersStatus_hasACode() {
    assertThat(ProblemMapper.problem(404).code()).isEqualTo(ErrorCode.RESOURCE_UNKNOWN);
    assertThat(ProblemMapper.problem(405).code()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(ProblemMapper.problem(415).status()).isEqualTo(415);
    assertThat(ProblemMapper.problem(403).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
    assertThat(ProblemMapper.problem(500).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void problem_ofAWrappedFailure_isTheFailure() {
    Throwable wrapped =
        new IllegalStateException(new RuntimeException(new VaultException(ErrorCode.HSM_BUSY)));

    assertThat(ProblemMapper.problem(wrapped).code()).isEqualTo(ErrorCode.HSM_BUSY);
  }

  @Test
  void isByRole_ofARefusedRole_howeverDeep() {
    Throwable refused = new IllegalStateException(new EJBAccessException("no"));

    assertThat(Refusals.isByRole(refused)).isTrue();
    assertThat(ProblemMapper.problem(refused).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
  }

  @Test
  void isByRole_ofAMissingGrant_isFalse() {
    // The use case that missed it has recorded it.
    assertThat(Refusals.isByRole(new VaultException(ErrorCode.GRANT_MISSING))).isFalse();
    assertThat(Refusals.isByRole(null)).isFalse();
  }

  @Test
  void escape_leavesNoMarkup() {
    assertThat(PlainPage.escape("<a href='x' id=\"y\">&")).doesNotContain("<", ">", "'", "\"");
  }

  @Test
  void sentence_beginsWithACapitalAndEndsWithAStop() {
    assertThat(FormProblems.sentence("no such file")).isEqualTo("No such file.");
    assertThat(FormProblems.sentence("Done.")).isEqualTo("Done.");
    assertThat(FormProblems.sentence("")).isEmpty();
  }
}
