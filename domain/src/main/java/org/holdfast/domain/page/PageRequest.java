package org.holdfast.domain.page;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Which part of a list is wanted.
 *
 * @param offset rows to pass over, from 0
 * @param limit rows wanted at most, 1 to {@link #MAX_LIMIT}
 */
public record PageRequest(int offset, int limit) {

  public static final int MAX_LIMIT = 1000;

  public PageRequest {
    if (offset < 0) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "offset must not be negative")
          .atField("offset");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "limit must be 1 to " + MAX_LIMIT)
          .atField("limit");
    }
  }
}
