package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.ErrorKind;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HsmFailuresTest {

  private static final Map<HsmFault, String> FIELDS =
      Map.of(
          HsmFault.LIBRARY_NOT_LOADED, "vendor",
          HsmFault.SLOT_NOT_FOUND, "tokenLabel",
          HsmFault.TOKEN_AMBIGUOUS, "tokenLabel",
          HsmFault.CREDENTIAL_REFUSED, "credential",
          HsmFault.CREDENTIAL_LOCKED, "credential");

  @Test
  void code_allFaults_areToldApart() {
    assertThat(Arrays.stream(HsmFault.values()).map(HsmFailures::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void code_eachFault_isInTheRootOfTrustsBlockAndNobodysInternalError(HsmFault fault) {
    ErrorCode code = HsmFailures.code(fault);

    assertThat(code.id()).startsWith("HF-21");
    assertThat(code.kind()).isIn(ErrorKind.INVALID, ErrorKind.CONFLICT, ErrorKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource
  void toVaultException_eachFault_keepsReturnValueCauseAndField(HsmFault fault) {
    HsmRejected failure = new HsmRejected(fault, "no luck", "CKR_GENERAL_ERROR", null);

    VaultException translated = HsmFailures.toVaultException(failure);

    assertThat(translated.code()).isEqualTo(HsmFailures.code(fault));
    assertThat(translated.detail()).isEqualTo("no luck [CKR_GENERAL_ERROR]");
    assertThat(translated).hasCause(failure);
    assertThat(translated.field()).isEqualTo(FIELDS.get(fault));
  }

  /** What passes by itself is answered with "try again"; what does not, is not. */
  @Test
  void code_deviceAwayOrBusy_isUnavailable() {
    assertThat(HsmFailures.code(HsmFault.DEVICE_FAILED).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(HsmFailures.code(HsmFault.BUSY).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(HsmFailures.code(HsmFault.KEY_MISSING).kind()).isEqualTo(ErrorKind.CONFLICT);
    assertThat(HsmFailures.code(HsmFault.CREDENTIAL_LOCKED).kind()).isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void toVaultException_noReturnValue_hasThePlainMessage() {
    assertThat(HsmFailures.toVaultException(new HsmUnavailable(HsmFault.BUSY, "8 in use")).detail())
        .isEqualTo("8 in use");
  }
}
