package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserNameTest {

  static List<String> good() {
    return List.of("a", "key.admin", "k-1_2", "z".repeat(64));
  }

  static List<String> bad() {
    return List.of(
        "",
        " ",
        "1a",
        ".a",
        "-a",
        "_a",
        "a b",
        " a",
        "a ",
        "a\n",
        "müller",
        "a/b",
        "a@b",
        "z".repeat(65));
  }

  @ParameterizedTest
  @MethodSource("good")
  void constructor_allowedName_isTaken(String name) {
    assertThat(new UserName(name)).hasToString(name);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void constructor_anyOtherName_isRefused(String name) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> new UserName(name))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.USER_NAME_INVALID);
  }

  @Test
  void constructor_namesThatDifferInCase_areEqual() {
    assertThat(new UserName("SysAdmin")).isEqualTo(new UserName("sysadmin"));
  }

  @Test
  void constructor_turkishServer_lowersAsEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(new UserName("ADMIN")).hasToString("admin");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void user_asText_showsNoPasswordHash() {
    User user =
        new User(new UUID(0, 0), new UserName("eve"), Role.KEY_ADMINISTRATOR, "$argon2id$x");

    assertThat(user.toString()).doesNotContain("argon2id").contains("eve");
  }
}
