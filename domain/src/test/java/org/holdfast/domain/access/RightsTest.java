package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RightsTest {

  private static final UUID CALLER = new UUID(0, 1);
  private static final UUID SOMEBODY_ELSE = new UUID(0, 2);
  private static final WalletId WALLET = new WalletId(new UUID(0, 3));
  private static final WalletId OTHER_WALLET = new WalletId(new UUID(0, 4));

  /** One cell of {@code object-grants.txt}. */
  record ObjectCase(
      Role role, boolean own, @Nullable AccessLevel grant, ObjectAction action, boolean allowed) {}

  /** One cell of {@code wallet-grants.txt}. */
  record WalletCase(Role role, @Nullable AccessLevel grant, WalletAction action, boolean allowed) {}

  static Stream<ObjectCase> objectCases() {
    return Table.rows("object-grants.txt").stream()
        .flatMap(
            row ->
                IntStream.range(3, row.size())
                    .mapToObj(
                        i ->
                            new ObjectCase(
                                Role.valueOf(row.get(0)),
                                Table.isYes(row.get(1)),
                                level(row.get(2)),
                                ObjectAction.valueOf(Table.columns("object-grants.txt").get(i)),
                                Table.isYes(row.get(i)))));
  }

  static Stream<WalletCase> walletCases() {
    return Table.rows("wallet-grants.txt").stream()
        .flatMap(
            row ->
                IntStream.range(2, row.size())
                    .mapToObj(
                        i ->
                            new WalletCase(
                                Role.valueOf(row.get(0)),
                                level(row.get(1)),
                                WalletAction.valueOf(Table.columns("wallet-grants.txt").get(i)),
                                Table.isYes(row.get(i)))));
  }

  @ParameterizedTest
  @MethodSource("objectCases")
  void onObject_eachCell_isAsTheTableSays(ObjectCase cell) {
    UUID owner = cell.own() ? CALLER : SOMEBODY_ELSE;

    Optional<AccessLevel> level = rights(cell.role(), cell.grant()).onObject(owner, Set.of(WALLET));

    assertThat(level.filter(had -> had.covers(cell.action().needs())).isPresent())
        .isEqualTo(cell.allowed());
  }

  @ParameterizedTest
  @MethodSource("walletCases")
  void onWallet_eachCell_isAsTheTableSays(WalletCase cell) {
    Optional<AccessLevel> level = rights(cell.role(), cell.grant()).onWallet(WALLET);

    assertThat(level.filter(had -> had.covers(cell.action().needs())).isPresent())
        .isEqualTo(cell.allowed());
  }

  @Test
  void tables_both_haveEachCellOnce() {
    int levels = AccessLevel.values().length + 1;
    int roles = Role.values().length;

    assertThat(objectCases().map(c -> List.of(c.role(), c.own(), "" + c.grant(), c.action())))
        .doesNotHaveDuplicates()
        .hasSize(roles * 2 * levels * ObjectAction.values().length);
    assertThat(walletCases().map(c -> List.of(c.role(), "" + c.grant(), c.action())))
        .doesNotHaveDuplicates()
        .hasSize(roles * levels * WalletAction.values().length);
    assertThat(Table.rows("object-grants.txt"))
        .allMatch(row -> row.size() == 3 + ObjectAction.values().length);
    assertThat(Table.rows("wallet-grants.txt"))
        .allMatch(row -> row.size() == 2 + WalletAction.values().length);
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "ENDPOINT"})
  void onObject_grantOnAnotherWallet_isNoAccess(Role role) {
    Rights rights = rights(role, AccessLevel.MANAGE);

    assertThat(rights.onObject(SOMEBODY_ELSE, Set.of(OTHER_WALLET))).isEmpty();
    assertThat(rights.onObject(SOMEBODY_ELSE, Set.of())).isEmpty();
    assertThat(rights.onWallet(OTHER_WALLET)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "ENDPOINT"})
  void onObject_inSeveralWallets_theFurthestGrantCounts(Role role) {
    Rights rights =
        new Rights(
            new Caller(CALLER, "name", role),
            Map.of(WALLET, AccessLevel.READ_ONLY, OTHER_WALLET, AccessLevel.READ_AND_MODIFY),
            null,
            1);

    assertThat(rights.onObject(SOMEBODY_ELSE, List.of(WALLET, OTHER_WALLET)))
        .contains(AccessLevel.READ_AND_MODIFY);
  }

  @ParameterizedTest
  @EnumSource
  void mayCreate_eachRole_isForThoseWhoHaveObjects(Role role) {
    Rights rights = rights(role, null);

    assertThat(rights.mayCreate())
        .isEqualTo(Set.of(Role.KEY_ADMINISTRATOR, Role.USER, Role.ENDPOINT).contains(role));
    assertThat(rights.mayCreateWallets())
        .isEqualTo(Set.of(Role.KEY_ADMINISTRATOR, Role.USER).contains(role));
    assertThat(rights.isUnlimited()).isEqualTo(role == Role.KEY_ADMINISTRATOR);
  }

  private static Rights rights(Role role, @Nullable AccessLevel grant) {
    Map<WalletId, AccessLevel> wallets = grant == null ? Map.of() : Map.of(WALLET, grant);
    return new Rights(new Caller(CALLER, "name", role), wallets, null, 1);
  }

  private static @Nullable AccessLevel level(String text) {
    return text.equals("none") ? null : AccessLevel.valueOf(text);
  }
}
