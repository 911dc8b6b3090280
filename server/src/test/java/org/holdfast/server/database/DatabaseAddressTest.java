package org.holdfast.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdfast.server.Failure;
import org.junit.jupiter.api.Test;

class DatabaseAddressTest {

  @Test
  void parse_passwordInTheAddress_isTakenOutOfIt() {
    DatabaseAddress address =
        DatabaseAddress.parse(
            "jdbc:postgresql://db.example:5433/vault?user=ann&sslmode=verify-full&password=a%20b+c",
            null, null);

    assertThat(address)
        .isEqualTo(
            new DatabaseAddress(
                "jdbc:postgresql://db.example:5433/vault?sslmode=verify-full", "ann", "a b+c"));
    assertThat(address.toString()).doesNotContain("a b+c");
  }

  @Test
  void parse_asPsqlTakesIt_isUnderstood() {
    assertThat(DatabaseAddress.parse("postgres://ann:p%40ss@db.example/vault", null, null))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/vault", "ann", "p@ss"));
  }

  @Test
  void parse_userAndPasswordBesideIt_areUsed() {
    assertThat(DatabaseAddress.parse("jdbc:postgresql://db/vault", "bob", "secret"))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/vault", "bob", "secret"));
  }

  @Test
  void parse_severalHosts_areKept() {
    assertThat(DatabaseAddress.parse("jdbc:postgresql://a:1,b:2/vault", null, null).url())
        .isEqualTo("jdbc:postgresql://a:1,b:2/vault");
  }

  @Test
  void parse_anotherDatabase_isRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> DatabaseAddress.parse("jdbc:mysql://u:secret@db/vault", null, null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("HOLDFAST_DB_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void complaint_whereNothingListens_saysSo() {
    assertThat(new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/vault", "a", "b").complaint())
        .get()
        .asString()
        .containsIgnoringCase("refused");
  }
}
