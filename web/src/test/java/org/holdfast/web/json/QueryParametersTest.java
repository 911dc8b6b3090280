package org.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Map;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.PageRequest;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

  @Test
  void page_withoutParameters_isTheFirst() {
    assertThat(QueryParameters.of(values()).page()).isEqualTo(new PageRequest(0, 50));
  }

  @Test
  void behind_givesWhatFollowsThePrefix() {
    QueryParameters parameters =
        QueryParameters.withPrefix(
            values("attribute.team", "orders", "attribute.", "x", "name", "n"),
            "attribute.",
            "name");

    assertThat(parameters.behind("attribute.")).isEqualTo(Map.of("team", "orders", "", "x"));
    assertThat(parameters.hasOtherThan("name")).isTrue();
    assertThat(parameters.hasOtherThan("name", "attribute.team", "attribute.")).isFalse();
  }

  @Test
  void parameters_thatAreUnknownOrWrong_areRefusedByName() {
    assertFails(() -> QueryParameters.of(values("colour", "red"), "name"), "colour");
    assertFails(
        () -> QueryParameters.of(values("name", "n".repeat(1025)), "name").text("name"), "name");
    assertFails(() -> QueryParameters.of(values("limit", "all")).page(), "limit");
    assertFails(() -> QueryParameters.of(values("limit", "1001")).page(), "limit");
    assertFails(
        () -> QueryParameters.of(values("version", "1e3"), "version").number("version"), "version");
    assertFails(() -> QueryParameters.of(values("flag", "yes"), "flag").flag("flag", true), "flag");
    assertFails(
        () -> QueryParameters.of(values("name", "a", "name", "b"), "name").text("name"), "name");
  }

  @Test
  void whatTheDatabaseDoesNotTake_isRefused() {
    for (String text : new String[] {"a\0b", "\n", "\ud800"}) {
      assertFails(() -> QueryParameters.of(values("name", text), "name").text("name"), "name");
    }
    for (String time : new String[] {"+999999999-12-31T23:59:59Z", "-0001-01-01T00:00:00Z"}) {
      assertFails(() -> QueryParameters.of(values("from", time), "from").time("from"), "from");
    }
    assertThat(QueryParameters.of(values("from", "9999-12-31T00:00:00Z"), "from").time("from"))
        .isNotNull();
  }

  @Test
  void number_andFlag_areRead() {
    QueryParameters parameters =
        QueryParameters.of(values("version", "3", "flag", "false"), "version", "flag", "other");

    assertThat(parameters.number("version")).isEqualTo(3);
    assertThat(parameters.number("other")).isNull();
    assertThat(parameters.flag("flag", true)).isFalse();
    assertThat(parameters.flag("other", true)).isTrue();
  }

  private static MultivaluedHashMap<String, String> values(String... pairs) {
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.add(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private static void assertFails(Runnable call, String field) {
    try {
      call.run();
    } catch (VaultException e) {
      assertThat(e.code().id() + " " + e.field()).isEqualTo("HF-1003 " + field);
      return;
    }
    throw new AssertionError("nothing was refused");
  }
}
