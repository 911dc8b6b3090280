package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.web.csv.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsCsvTest {

  @Test
  void row_hasAFieldForEachColumn() {
    assertThat(
            ObjectsCsv.row(
                TestObjects.of(
                    ObjectType.SECRET_DATA,
                    ObjectState.ACTIVE,
                    Map.of(),
                    Set.of(
                        WalletId.parse("019aa5c0-7d4e-7000-8000-000000000002"),
                        WalletId.parse("019aa5c0-7d4e-7000-8000-000000000001")))))
        .isEqualTo(
            TestObjects.ID
                + ",n,SECRET_DATA,,256,1,ACTIVE,"
                + "019aa5c0-7d4e-7000-8000-000000000001 019aa5c0-7d4e-7000-8000-000000000002,"
                + ",1970-01-01T00:00:00Z,karla,true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
  void formula_isText(String value) {
    assertThat(Csv.field(value)).isEqualTo("'" + value);
  }

  @Test
  void formulaWithADelimiter_isTextAndQuoted() {
    assertThat(Csv.field("=HYPERLINK(\"http://x\",\"y\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    assertThat(Csv.field("\n=1")).isEqualTo("\"'\n=1\"");
    assertThat(Csv.field("\r=1")).isEqualTo("\"'\r=1\"");
  }

  @Test
  void delimiters_areQuoted_andNothingIsNothing() {
    assertThat(Csv.field("a,b")).isEqualTo("\"a,b\"");
    assertThat(Csv.field("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
    assertThat(Csv.field("a-b=c")).isEqualTo("a-b=c");
    assertThat(Csv.field(null)).isEmpty();
  }
}
