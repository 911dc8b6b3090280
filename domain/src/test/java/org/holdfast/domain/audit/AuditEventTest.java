package org.holdfast.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.junit.jupiter.api.Test;

class AuditEventTest {

  private static final UUID SUBJECT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  @Test
  void succeeded_any_hasNoCode() {
    AuditEvent event =
        AuditEvent.succeeded("keyadmin", AuditOperation.STORE_OBJECT, SUBJECT, "payroll");

    assertThat(event)
        .isEqualTo(
            new AuditEvent(
                "keyadmin",
                AuditOperation.STORE_OBJECT,
                AuditOutcome.SUCCEEDED,
                SUBJECT,
                null,
                "payroll"));
  }

  @Test
  void failed_any_saysWhy() {
    AuditEvent event =
        AuditEvent.failed(
            AuditEvent.SYSTEM, AuditOperation.CHECK_HSM, null, ErrorCode.HSM_DEVICE_FAILED, "");

    assertThat(event.outcome()).isEqualTo(AuditOutcome.FAILED);
    assertThat(event.code()).isEqualTo(ErrorCode.HSM_DEVICE_FAILED);
    assertThat(event.actor()).isEqualTo("system");
  }

  @Test
  void displayNames_allOperations_areUnique() {
    assertThat(Arrays.stream(AuditOperation.values()).map(AuditOperation::displayName))
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).isNotBlank());
  }

  @Test
  void operationKinds_all_areRecordedUnderTheirOwnName() {
    assertThat(OperationKind.values())
        .allSatisfy(
            kind -> {
              assertThat(kind.auditOperation().name()).isEqualTo(kind.name());
              assertThat(kind.fileName()).matches("[a-z]+(-[a-z]+)*");
            });
  }
}
