package org.holdfast.domain.home;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.secret.Bytes;

/**
 * What moving an operation's files into place does; it can be repeated.
 *
 * @param replaced each file that is replaced, with the SHA-256 of its new content
 * @param removed the files that go away
 */
public record FilePlan(Map<HomeFile, Bytes> replaced, Set<HomeFile> removed) {

  public FilePlan {
    replaced = Map.copyOf(replaced);
    removed = Set.copyOf(removed);
  }
}
