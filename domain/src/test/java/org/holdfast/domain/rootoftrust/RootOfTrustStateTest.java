package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.RootOfTrustState.HsmProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Initializing;
import org.holdfast.domain.rootoftrust.RootOfTrustState.NotInstalled;
import org.holdfast.domain.rootoftrust.RootOfTrustState.PassphraseProtected;
import org.holdfast.domain.rootoftrust.RootOfTrustState.Restoring;
import org.holdfast.domain.rootoftrust.RootOfTrustState.ReverseMigrating;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;

class RootOfTrustStateTest {

  private static final UUID OPERATION = new UUID(0, 7);
  private static final RootOfTrust ROOT =
      new RootOfTrust("softhsm", "partition 1", "4711", new KeyRef(1), Bytes.fromHex("a1b2c3"));

  @Test
  void install_notInstalled_isPassphraseProtected() {
    assertThat(new NotInstalled().install()).isEqualTo(new PassphraseProtected());
  }

  @Test
  void initialize_succeeds_isHsmProtectedByThatKey() {
    Initializing initializing = new PassphraseProtected().beginInitialize(OPERATION);

    assertThat(initializing.operation()).isEqualTo(OPERATION);
    assertThat(initializing.succeed(ROOT)).isEqualTo(new HsmProtected(ROOT));
  }

  @Test
  void initialize_undone_isPassphraseProtectedAgain() {
    assertThat(new Initializing(OPERATION).undo()).isEqualTo(new PassphraseProtected());
  }

  @Test
  void reverseMigrate_underWay_keepsTheRootOfTrust() {
    assertThat(new HsmProtected(ROOT).beginReverseMigrate(OPERATION))
        .isEqualTo(new ReverseMigrating(OPERATION, RootsOfTrust.of(ROOT)));
  }

  @Test
  void reverseMigrate_succeeds_isPassphraseProtected() {
    assertThat(new ReverseMigrating(OPERATION, RootsOfTrust.of(ROOT)).succeed())
        .isEqualTo(new PassphraseProtected());
  }

  @Test
  void reverseMigrate_undone_isHsmProtectedByTheSameKeyAgain() {
    assertThat(new ReverseMigrating(OPERATION, RootsOfTrust.of(ROOT)).undo())
        .isEqualTo(new HsmProtected(ROOT));
  }

  @Test
  void restore_undone_isAsBefore() {
    assertThat(new HsmProtected(ROOT).beginRestore(OPERATION).undo())
        .isEqualTo(new HsmProtected(ROOT));
    assertThat(new PassphraseProtected().beginRestore(OPERATION).undo())
        .isEqualTo(new PassphraseProtected());
  }

  @Test
  void restore_succeeds_isAsTheBackupWas() {
    Restoring restoring = new PassphraseProtected().beginRestore(OPERATION);

    assertThat(restoring.succeed(RootsOfTrust.of(ROOT))).isEqualTo(new HsmProtected(ROOT));
    assertThat(restoring.succeed(null)).isEqualTo(new PassphraseProtected());
  }

  @Test
  void reachedBy_otherVendorAndLabel_keepsTheKey() {
    RootOfTrust moved = ROOT.reachedBy("thales-luna", null, "4712");

    assertThat(new HsmProtected(ROOT).reachedBy(RootsOfTrust.FIRST_NAME, moved))
        .isEqualTo(new HsmProtected(moved));
    assertThat(moved)
        .isEqualTo(new RootOfTrust("thales-luna", null, "4712", ROOT.key(), ROOT.checkValue()));
  }

  @Test
  void reachedBy_anotherKey_isRefused() {
    HsmProtected state = new HsmProtected(ROOT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.reachedBy(RootsOfTrust.FIRST_NAME, key(2, "a1b2c3")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.reachedBy(RootsOfTrust.FIRST_NAME, key(1, "a1b2c4")));
  }

  /** A transition is a method of the state it leaves; there are these and no others. */
  @Test
  void transitions_all_areTheOnesOfTheDesign() {
    Map<String, Set<String>> transitions = new TreeMap<>();
    for (Class<?> state : RootOfTrustState.class.getPermittedSubclasses()) {
      Set<String> targets = new TreeSet<>();
      Arrays.stream(state.getDeclaredMethods())
          .map(Method::getReturnType)
          .filter(RootOfTrustState.class::isAssignableFrom)
          .map(Class::getSimpleName)
          .forEach(targets::add);
      transitions.put(state.getSimpleName(), targets);
    }

    assertThat(transitions)
        .isEqualTo(
            Map.of(
                "NotInstalled", Set.of("PassphraseProtected"),
                "PassphraseProtected", Set.of("Initializing", "Restoring"),
                "Initializing", Set.of("HsmProtected", "PassphraseProtected"),
                "HsmProtected", Set.of("HsmProtected", "ReverseMigrating", "Restoring"),
                "ReverseMigrating", Set.of("HsmProtected", "PassphraseProtected"),
                // To either of the stable ones: which, the backup says.
                "Restoring", Set.of("RootOfTrustState")));
  }

  @Test
  void names_allStates_areTheDatabasesAndUnique() {
    assertThat(
            List.of(
                    new NotInstalled(),
                    new PassphraseProtected(),
                    new Initializing(OPERATION),
                    new HsmProtected(ROOT),
                    new ReverseMigrating(OPERATION, RootsOfTrust.of(ROOT)),
                    new Restoring(OPERATION, null))
                .stream()
                .map(RootOfTrustState::name))
        .containsExactly(
            "NOT_INSTALLED",
            "PASSPHRASE_PROTECTED",
            "INITIALIZING",
            "HSM_PROTECTED",
            "REVERSE_MIGRATING",
            "RESTORING");
  }

  @Test
  void isOpen_phases_isTrueUntilDoneOrUndone() {
    assertThat(Arrays.stream(OperationPhase.values()).filter(OperationPhase::isOpen))
        .containsExactly(OperationPhase.INTENT, OperationPhase.COMMITTED);
  }

  private static RootOfTrust key(int number, String checkValue) {
    return new RootOfTrust(
        "softhsm", "partition 1", "4711", new KeyRef(number), Bytes.fromHex(checkValue));
  }
}
