package org.holdfast.ejb.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

class RestoreGateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RestoreGate gate = new RestoreGate();

  @Test
  void enter_noRestore_letsIn() {
    assertThat(gate.enter()).isTrue();
    assertThatCode(gate::requireNone).doesNotThrowAnyException();
  }

  @Test
  void enter_whileRestoring_isRefusedAndLeavesNobodyInside() {
    gate.set(true);

    assertThat(gate.enter()).isFalse();
    assertThat(gate.isRestoring()).isTrue();
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(gate::requireNone)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RESTORE_RUNNING));
    gate.awaitEmpty(Duration.ZERO);
  }

  @Test
  void awaitEmpty_somebodyInside_endsWhenHeLeaves() throws Exception {
    gate.enter();
    gate.enter();
    gate.set(true);
    CompletableFuture<Void> empty = CompletableFuture.runAsync(() -> gate.awaitEmpty(PATIENCE));

    gate.leave();
    gate.leave();

    empty.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(empty).isCompleted();
  }

  @Test
  void awaitEmpty_nobodyLeaves_fails() {
    gate.enter();
    gate.set(true);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> gate.awaitEmpty(Duration.ofMillis(1)))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OPERATION_RUNNING));
  }
}
