package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies on the token, as another program sees it, and what each mechanism makes of it. */
class TokenObjectsTest extends TokenTest {

  @Test
  void createRootKey_first_leavesExactlyTwoObjects() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));

    List<String> listing = listObjects();

    assertThat(listing).filteredOn(TokenObjectsTest::startsObject).hasSize(2);
    assertThat(listing)
        .anyMatch(line -> line.startsWith("Secret Key Object; AES length 32"))
        .anyMatch(line -> line.contains("Holdfast HSM Key Number"))
        .anyMatch(line -> line.contains("Holdfast HSM Root Key"))
        .anyMatch(line -> line.strip().matches("ID: +00000001"))
        .anyMatch(
            line ->
                line.contains("Access:")
                    && line.contains("sensitive, always sensitive, never extractable, local"));
    assertThat(readKeyNumber()).containsExactly(0, 0, 0, 1);
  }

  @Test
  void createRootKey_second_movesTheNumberAndAddsOneObject() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    on(connection -> connection.createRootKey(SECOND, true));

    assertThat(listObjects()).filteredOn(TokenObjectsTest::startsObject).hasSize(3);
    assertThat(readKeyNumber()).containsExactly(0, 0, 0, 2);
  }

  @Test
  void destroyRootKey_second_putsTheNumberBack() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    on(connection -> connection.createRootKey(SECOND, false));

    on(connection -> destroy(connection, SECOND));

    assertThat(listObjects()).filteredOn(TokenObjectsTest::startsObject).hasSize(2);
    assertThat(readKeyNumber()).containsExactly(0, 0, 0, 1);
  }

  @Test
  void destroyRootKey_last_leavesNoObject() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));

    on(connection -> destroy(connection, FIRST));

    assertThat(listObjects()).noneMatch(TokenObjectsTest::startsObject);
  }

  @Test
  void rootKey_plantedWithOtherAttributes_showsThem() throws Exception {
    plant("00000001");
    login(PIN);

    RootKeyFacts facts = on(connection -> connection.rootKey(FIRST));

    assertThat(facts.extractable()).isTrue();
    assertThat(facts.neverExtractable()).isFalse();
    assertThat(on(HsmConnection::highestKeyNumber)).isEqualTo(1);
  }

  @Test
  void rootKey_plantedTwice_isAmbiguous() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    plant("00000001");

    assertThat(failure(() -> on(connection -> connection.rootKey(FIRST))).fault())
        .isEqualTo(HsmFault.KEY_AMBIGUOUS);
    assertThat(failure(() -> on(connection -> connection.createRootKey(FIRST, false))).fault())
        .isEqualTo(HsmFault.KEY_AMBIGUOUS);
    assertThat(on(HsmConnection::rootKeys))
        .extracting(RootKeyFacts::key)
        .containsExactly(FIRST, FIRST);

    on(connection -> destroy(connection, FIRST));
    assertThat(on(HsmConnection::rootKeys)).isEmpty();
  }

  @Test
  void rootKeys_idThatIsNoNumber_isLeftAlone() throws Exception {
    plant("0000000000000001");
    plant("ffffffff");
    login(PIN);

    assertThat(on(HsmConnection::rootKeys)).isEmpty();
    assertThat(on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void wrap_cachedKeyReplacedByAnotherProgram_looksOnceMore() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      assertRoundTrip(open);
      on(connection -> destroy(connection, FIRST));
      Bytes fresh = on(connection -> connection.createRootKey(FIRST, false)).checkValue();

      assertRoundTrip(open);
      assertThat(open.rootKey(FIRST).checkValue()).isEqualTo(fresh);
    }
  }

  @ParameterizedTest
  @EnumSource(WrapMechanism.class)
  void wrap_everyMechanism_roundTripsAndNoticesChanges(WrapMechanism mechanism) throws Exception {
    HsmTarget target = hsm.target(LABEL, mechanism);
    login(PIN);
    try (HsmConnection open = factory.getConnection(target);
        SecretBytes secret = SecretBytes.takeFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})) {
      open.createRootKey(FIRST, false);
      open.createRootKey(SECOND, false);

      WrappedSecret wrapped = open.wrap(FIRST, secret);
      assertThat(wrapped.mechanism()).isEqualTo(mechanism);
      try (SecretBytes back = open.unwrap(wrapped)) {
        assertThat(back.contentEquals(secret)).isTrue();
      }

      for (int i = 0; i < wrapped.wrapped().size(); i++) {
        assertInvalid(
            open,
            new WrappedSecret(
                FIRST,
                wrapped.checkValue(),
                mechanism,
                wrapped.iv(),
                flipped(wrapped.wrapped(), i)));
      }
      for (int i = 0; i < wrapped.iv().size(); i++) {
        assertInvalid(
            open,
            new WrappedSecret(
                FIRST,
                wrapped.checkValue(),
                mechanism,
                flipped(wrapped.iv(), i),
                wrapped.wrapped()));
      }
      assertInvalid(
          open,
          new WrappedSecret(
              SECOND,
              open.rootKey(SECOND).checkValue(),
              mechanism,
              wrapped.iv(),
              wrapped.wrapped()));
      assertRoundTrip(open);
    }
  }

  @ParameterizedTest
  @EnumSource(WrapMechanism.class)
  void wrap_everyMechanism_takesOneTo4096Bytes(WrapMechanism mechanism) throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(hsm.target(LABEL, mechanism))) {
      open.createRootKey(FIRST, false);
      for (int size : new int[] {1, 8, 16, 31, 32, 33, 4096}) {
        try (SecretBytes secret = open.random(size);
            SecretBytes back = open.unwrap(open.wrap(FIRST, secret))) {
          assertThat(back.contentEquals(secret)).as("%s, %d bytes", mechanism, size).isTrue();
        }
      }
    }
  }

  @Test
  void unwrap_otherMechanismThanPreferred_works() throws Exception {
    login(PIN);
    try (HsmConnection byKeyWrap =
            factory.getConnection(hsm.target(LABEL, WrapMechanism.AES_KEY_WRAP_PAD));
        HsmConnection byGcm = factory.getConnection(hsm.target(LABEL, WrapMechanism.AES_GCM));
        SecretBytes secret = byGcm.random(32)) {
      byGcm.createRootKey(FIRST, false);

      try (SecretBytes back = byGcm.unwrap(byKeyWrap.wrap(FIRST, secret))) {
        assertThat(back.contentEquals(secret)).isTrue();
      }
    }
  }

  private static void assertInvalid(HsmConnection open, WrappedSecret spoiled) {
    assertThat(failure(() -> open.unwrap(spoiled).close()).fault())
        .isEqualTo(HsmFault.WRAPPED_DATA_INVALID);
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] content = bytes.toByteArray();
    content[at] ^= 0x10;
    return Bytes.of(content);
  }

  private static boolean destroy(HsmConnection connection, KeyRef key)
      throws org.holdfast.domain.hsm.HsmException {
    connection.destroyRootKey(key);
    return true;
  }

  private static boolean startsObject(String line) {
    return line.startsWith("Data object") || line.contains("Object;");
  }

  private List<String> listObjects() {
    return hsm.tool("--token-label", LABEL, "--login", "--pin", PIN, "--list-objects");
  }

  /** Makes a key as a person with the PIN and pkcs11-tool would. */
  private void plant(String id) {
    hsm.tool(
        "--token-label",
        LABEL,
        "--login",
        "--pin",
        PIN,
        "--keygen",
        "--key-type",
        "AES:32",
        "--label",
        KeyRef.ROOT_KEY_LABEL,
        "--id",
        id,
        "--extractable");
  }

  private byte[] readKeyNumber() throws Exception {
    Path file = Files.createTempFile(Path.of("target"), "key-number", ".bin");
    hsm.tool(
        "--token-label",
        LABEL,
        "--login",
        "--pin",
        PIN,
        "--read-object",
        "--type",
        "data",
        "--label",
        KeyRef.KEY_NUMBER_LABEL,
        "--output-file",
        file.toString());
    return Files.readAllBytes(file);
  }
}
