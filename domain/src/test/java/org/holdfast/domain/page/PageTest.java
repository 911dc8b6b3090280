package org.holdfast.domain.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 1000", "2147483647, 1000"})
  void request_withinTheBounds_isTaken(int offset, int limit) {
    PageRequest request = new PageRequest(offset, limit);

    assertThat(request.offset()).isEqualTo(offset);
    assertThat(request.limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({"-1, 10, offset", "0, 0, limit", "0, -1, limit", "0, 1001, limit"})
  void request_beyondTheBounds_isRefusedAtItsField(int offset, int limit, String field) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> new PageRequest(offset, limit))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(failure.field()).isEqualTo(field);
            });
  }

  @Test
  void page_sourceChangedAfterwards_keepsItsRows() {
    List<String> rows = new ArrayList<>(List.of("a", "b"));

    Page<String> page = new Page<>(rows, 7);
    rows.clear();

    assertThat(page.rows()).containsExactly("a", "b");
    assertThat(page.total()).isEqualTo(7);
  }
}
