package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;

/** What happens to the token, the library or the sessions behind the adapter's back. */
class RecoveryTest extends TokenTest {

  @Test
  void wrap_libraryFinalizedUnderneath_isRepeated() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      assertRoundTrip(open);

      SoftHsm.finalizeUnderneath(SoftHsm.library());

      assertRoundTrip(open);
    }
  }

  @Test
  void createRootKey_libraryFinalizedUnderneath_isReportedAndWorksNextTime() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      SoftHsm.finalizeUnderneath(SoftHsm.library());

      HsmException reported = failure(() -> open.createRootKey(FIRST, false));
      assertThat(reported).isInstanceOf(HsmUnavailable.class);
      assertThat(reported.ckr()).isEqualTo("CKR_CRYPTOKI_NOT_INITIALIZED");
    }

    on(connection -> connection.createRootKey(FIRST, false));
    assertThat(on(HsmConnection::rootKeys)).hasSize(1);
  }

  @Test
  void sessions_allClosedUnderneath_oneFailsAndTheNextLogsInAgain() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    try (HsmConnection open = factory.getConnection(target())) {
      SoftHsm.closeSessionsUnderneath(SoftHsm.library());

      HsmException dropped = failure(() -> open.rootKey(FIRST));
      assertThat(dropped.fault()).isEqualTo(HsmFault.DEVICE_FAILED);
      assertThat(dropped.ckr()).isEqualTo("CKR_SESSION_HANDLE_INVALID");
    }

    on(
        connection -> {
          assertRoundTrip(connection);
          return connection.rootKey(FIRST);
        });
  }

  @Test
  void rootKey_loginLostUnderneath_isNotTakenForMissing() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));

    SoftHsm.closeSessionsUnderneath(SoftHsm.library());

    assertThat(on(connection -> connection.rootKey(FIRST)).key()).isEqualTo(FIRST);
    assertThat(on(HsmConnection::highestKeyNumber)).isEqualTo(1);
  }

  @Test
  void token_movedAwayAndBackUnderOpenConnection_failsThenWorks() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    try (HsmConnection open = factory.getConnection(target())) {
      assertRoundTrip(open);

      hsm.takeAway();

      assertThat(failure(() -> assertRoundTrip(open)).fault()).isEqualTo(HsmFault.SLOT_NOT_FOUND);
    }
    HsmException away = failure(() -> factory.getConnection(target()));
    assertThat(away).hasMessageStartingWith("Could Not Get Slot for HSM");

    hsm.bringBack();

    on(
        connection -> {
          assertRoundTrip(connection);
          return connection.rootKey(FIRST);
        });
  }

  @Test
  void token_movedAwayAndBackUnnoticed_connectionGoesOn() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    try (HsmConnection open = factory.getConnection(target())) {
      assertRoundTrip(open);

      hsm.takeAway();
      SoftHsm.finalizeUnderneath(SoftHsm.library());
      hsm.bringBack();

      assertRoundTrip(open);
    }
  }

  @Test
  void adapter_otherOneLeftLibraryInitialized_takesItOver() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));

    try (Adapter second = new Adapter();
        SecretChars credential = SecretChars.copyOf(PIN.toCharArray())) {
      second.factory().login(target(), credential);
      try (HsmConnection connection = second.factory().getConnection(target())) {
        assertRoundTrip(connection);
      }
    }
  }

  @Test
  void adapter_stoppedAndDeployedAgain_startsFresh() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    adapter.close();

    try (Adapter second = new Adapter();
        SecretChars credential = SecretChars.copyOf(PIN.toCharArray())) {
      assertThat(failure(() -> second.factory().getConnection(target())).fault())
          .isEqualTo(HsmFault.NOT_LOGGED_IN);
      second.factory().login(target(), credential);
      try (HsmConnection connection = second.factory().getConnection(target())) {
        assertRoundTrip(connection);
      }
    }
    assertThat(failure(() -> factory.inspect(target())).fault())
        .isEqualTo(HsmFault.LIBRARY_NOT_LOADED);
  }

  @Test
  void library_underTwoNames_isOneLibrary() throws Exception {
    Path link = Path.of("target").toAbsolutePath().resolve("second-name.so");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, SoftHsm.library());
    HsmTarget second = SoftHsm.target(LABEL, link, Map.of(), WrapMechanism.AES_GCM);
    login(PIN);

    assertThat(on(second, HsmConnection::highestKeyNumber)).isZero();
    assertThat(on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void library_notThere_namesTheReasonOfTheSystem() {
    assertNotLoaded(Path.of("/nonexistent/libhsm.so"), "No such file");
  }

  @Test
  void library_notALibrary_namesTheReasonOfTheSystem() throws Exception {
    Path text = Files.createTempFile(Path.of("target"), "not-a-library", ".so");
    Files.writeString(text, "This is text.");

    assertNotLoaded(text.toAbsolutePath(), text.getFileName().toString());
  }

  @Test
  void library_folder_namesTheReasonOfTheSystem() {
    assertNotLoaded(Path.of("target").toAbsolutePath(), "target");
  }

  @Test
  void vendorPack_overridesDisposition_isFollowed() throws Exception {
    HsmTarget strict =
        SoftHsm.target(
            LABEL,
            SoftHsm.library(),
            Map.of("CKR_SESSION_HANDLE_INVALID", Disposition.REINITIALIZE),
            WrapMechanism.AES_GCM);
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    try (HsmConnection open = factory.getConnection(strict)) {
      SoftHsm.closeSessionsUnderneath(SoftHsm.library());

      assertRoundTrip(open);
    }
  }

  private void assertNotLoaded(Path library, String reason) {
    HsmTarget target = SoftHsm.target(null, library, Map.of(), WrapMechanism.AES_GCM);

    HsmException inspected = failure(() -> factory.inspect(target));
    HsmException connected = failure(() -> factory.getConnection(target));

    assertThat(inspected.fault()).isEqualTo(HsmFault.LIBRARY_NOT_LOADED);
    assertThat(inspected)
        .hasMessageStartingWith("Could Not Load PKCS#11 Library")
        .hasMessageContaining(reason);
    assertThat(connected.fault()).isEqualTo(HsmFault.LIBRARY_NOT_LOADED);
  }
}
