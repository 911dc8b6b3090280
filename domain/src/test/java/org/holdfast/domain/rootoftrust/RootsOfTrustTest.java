package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.RootOfTrustState.HsmProtected;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootsOfTrustTest {

  private static final NamedRoot A = root("a", "softhsm", "one", "1", 1, "aaaaaa");
  private static final NamedRoot B = root("b", "softhsm", "two", "2", 1, "bbbbbb");
  private static final NamedRoot C = root("c", "thales-luna", null, "3", 7, "cccccc");
  private static final RootsOfTrust ALL = new RootsOfTrust(List.of(A, B, C));

  @Test
  void of_one_isPrimaryUnderTheFirstName() {
    RootsOfTrust only = RootsOfTrust.of(A.root());

    assertThat(only.primary()).isEqualTo(new NamedRoot(RootsOfTrust.FIRST_NAME, A.root()));
    assertThat(only.names()).containsExactly("hsm-1");
  }

  @Test
  void constructor_noneOrFour_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RootsOfTrust(List.of()));
    assertRefused(
        ErrorCode.ROOTS_FULL, () -> ALL.with(root("d", "entrust", null, "4", 1, "dddddd")));
  }

  @Test
  void with_nameOrTokenInUse_isRefused() {
    RootsOfTrust two = new RootsOfTrust(List.of(A, C));

    assertRefused(
        ErrorCode.ROOT_NAME_TAKEN, () -> two.with(root("a", "entrust", null, "9", 1, "dddddd")));
    assertRefused(
        ErrorCode.ROOT_TOKEN_TAKEN, () -> two.with(root("d", "entrust", null, "1", 1, "dddddd")));
    assertRefused(
        ErrorCode.ROOT_TOKEN_TAKEN, () -> two.with(root("d", "softhsm", "one", "9", 1, "dddddd")));
  }

  @Test
  void tokenInUse_isNamedByItsRoot_thoughItsSerialNumberIsNotKnownYet() {
    RootsOfTrust one = new RootsOfTrust(List.of(A));

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> one.requireRoomFor("d", A.root().address()))
        .withMessageEndingWith("that of a");
  }

  @Test
  void with_secondOfAVendor_needsLabelsOnBoth() {
    RootsOfTrust two = new RootsOfTrust(List.of(A, C));

    assertRefused(
        ErrorCode.ROOT_LABEL_NEEDED, () -> two.with(root("d", "softhsm", null, "9", 1, "dddddd")));
    assertRefused(
        ErrorCode.ROOT_LABEL_NEEDED,
        () -> two.with(root("d", "thales-luna", "x", "9", 1, "dddddd")));
    assertRefused(
        ErrorCode.ROOT_LABEL_NEEDED,
        () -> two.requireRoomFor("d", new TokenAddress("softhsm", null)));
    two.requireRoomFor("d", new TokenAddress("softhsm", "two"));
  }

  @Test
  void endedBy_namesKeysThatAreNotThereAnyMore_howeverTheyAreReached() {
    NamedRoot sameKey = root("other", "entrust", "uno", "1", 1, "aaaaaa");
    NamedRoot rotated = root("b", "softhsm", "two", "2", 2, "b2b2b2");

    assertThat(ALL.endedBy(new RootsOfTrust(List.of(sameKey, rotated)))).containsExactly(B, C);
    assertThat(ALL.endedBy(ALL)).isEmpty();
    assertThat(ALL.endedBy(null)).containsExactly(A, B, C);
  }

  @Test
  void endedBy_anotherKeyUnderTheSameNumber_isAnother() {
    NamedRoot replaced = root("a", "softhsm", "one", "1", 1, "a9a9a9");

    assertThat(RootsOfTrust.of(A.root()).endedBy(RootsOfTrust.of(replaced.root())))
        .extracting(NamedRoot::root)
        .containsExactly(A.root());
  }

  @Test
  void without_primary_theNextIsPrimary() {
    assertThat(ALL.without("a").primary()).isEqualTo(B);
    assertThat(ALL.without("b").inOrder()).containsExactly(A, C);
    assertRefused(ErrorCode.ROOT_UNKNOWN, () -> ALL.without("x"));
    assertRefused(ErrorCode.ROOT_IS_LAST, () -> RootsOfTrust.of(A.root()).without("hsm-1"));
  }

  @Test
  void moved_anyPriority_keepsTheOthersOrder() {
    assertThat(ALL.moved("c", 1).names()).containsExactly("c", "a", "b");
    assertThat(ALL.moved("a", 2).names()).containsExactly("b", "a", "c");
    assertThat(ALL.moved("a", 3).names()).containsExactly("b", "c", "a");
    assertThat(ALL.moved("b", 2)).isEqualTo(ALL);
    assertRefused(ErrorCode.INPUT_INVALID, () -> ALL.moved("a", 0));
    assertRefused(ErrorCode.INPUT_INVALID, () -> ALL.moved("a", 4));
  }

  @Test
  void renamed_toANameInUse_isRefused() {
    assertThat(ALL.renamed("b", "x").names()).containsExactly("a", "x", "c");
    assertThat(ALL.renamed("b", "b")).isEqualTo(ALL);
    assertRefused(ErrorCode.ROOT_NAME_TAKEN, () -> ALL.renamed("b", "c"));
  }

  @Test
  void holding_sameNumberOnTwoTokens_isToldByTheCheckValue() {
    assertThat(ALL.holding(new KeyRef(1), Bytes.fromHex("bbbbbb"))).contains(B);
    assertThat(ALL.holding(new KeyRef(1), Bytes.fromHex("cccccc"))).isEmpty();
    assertThat(ALL.holding(new KeyRef(7), Bytes.fromHex("cccccc"))).contains(C);
  }

  @Test
  void state_transitions_changeTheOneThatIsMeant() {
    HsmProtected state = new HsmProtected(ALL);
    RootOfTrust rotated = root("b", "softhsm", "two", "2", 2, "eeeeee").root();

    assertThat(state.rootOfTrust()).isEqualTo(A.root());
    assertThat(state.remove("a").rootOfTrust()).isEqualTo(B.root());
    assertThat(state.rotate("b", rotated).roots().require("b").root()).isEqualTo(rotated);
    assertThat(state.rotate("b", rotated).roots().names()).isEqualTo(ALL.names());
    assertThat(state.arrange("c", "x", 1).roots().names()).containsExactly("x", "a", "b");
    assertThatIllegalArgumentException().isThrownBy(() -> state.rotate("b", B.root()));
    assertThatIllegalArgumentException().isThrownBy(() -> state.rotate("a", rotated));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "HSM-1", "0", "a.b_c-d", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void name_plain_isTaken(String name) {
    assertThat(NamedRoot.requireName(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        ".a",
        "a/b",
        "a b",
        "ä",
        "a\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void name_other_isRefused(String name) {
    assertRefused(ErrorCode.INPUT_INVALID, () -> NamedRoot.requireName(name));
  }

  private static NamedRoot root(
      String name,
      String vendor,
      @Nullable String label,
      String serial,
      int number,
      String checkValue) {
    return new NamedRoot(
        name,
        new RootOfTrust(vendor, label, serial, new KeyRef(number), Bytes.fromHex(checkValue)));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
