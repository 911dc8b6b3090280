package org.holdfast.domain.page;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total rows in the whole list
 */
public record Page<T>(List<T> rows, long total) {

  public Page {
    rows = List.copyOf(rows);
  }
}
