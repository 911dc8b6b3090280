package org.holdfast.web.condition;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags (RFC 9110, sections 8.8.3, 13.1.1, 13.1.2): {@code "<uuid>"}. */
public final class Revision {

  private static final int MAX_HEADER = 1_024;
  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
  private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

  private Revision() {}

  /** The value of the header ETag. */
  public static String tag(UUID revision) {
    return '"' + revision.toString() + '"';
  }

  /**
   * The revision that the header If-Match asks for; null if it is not there, or is content with
   * any.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if it is no entity tag, or more than
   *     one; {@link ErrorCode#REVISION_STALE} if it is the tag of nothing here: weak, or no
   *     revision
   */
  public static @Nullable UUID wanted(HttpHeaders headers) {
    return wanted(headers.getHeaderString(HttpHeaders.IF_MATCH));
  }

  static @Nullable UUID wanted(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals(ANY)) {
      return null;
    }
    List<Matcher> tags = tags(ifMatch, HttpHeaders.IF_MATCH);
    if (tags.size() != 1) {
      throw invalid(HttpHeaders.IF_MATCH, "one entity tag, or *");
    }
    Matcher tag = tags.get(0);
    try {
      // A weak tag never matches here (RFC 9110, 13.1.1).
      if (tag.group(1) == null) {
        UUID revision = UUID.fromString(tag.group(2));
        if (revision.toString().equals(tag.group(2))) {
          return revision;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.REVISION_STALE, "not an ETag of the vault's", e);
    }
    throw new VaultException(ErrorCode.REVISION_STALE, "not an ETag of the vault's");
  }

  /**
   * Checks what the use case does not.
   *
   * @param wanted from {@link #wanted}; null for any
   * @throws VaultException {@link ErrorCode#REVISION_STALE}
   */
  public static void check(@Nullable UUID wanted, UUID current) {
    if (wanted != null && !wanted.equals(current)) {
      throw new VaultException(ErrorCode.REVISION_STALE);
    }
  }

  /**
   * Whether the header If-None-Match says that the client has this revision already.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if it is no list of entity tags
   */
  public static boolean isKnown(HttpHeaders headers, UUID current) {
    return isKnown(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), current);
  }

  /**
   * Answers a read: 304 without a body to a client that has this revision already.
   *
   * @param answer with the tag of the revision
   * @throws VaultException as {@link #isKnown}
   */
  public static Response unlessKnown(HttpHeaders headers, UUID current, Supplier<Response> answer) {
    return isKnown(headers, current)
        ? Response.notModified().header(HttpHeaders.ETAG, tag(current)).build()
        : answer.get();
  }

  static boolean isKnown(@Nullable String ifNoneMatch, UUID current) {
    if (ifNoneMatch == null) {
      return false;
    }
    return ifNoneMatch.strip().equals(ANY)
        || tags(ifNoneMatch, HttpHeaders.IF_NONE_MATCH).stream()
            .anyMatch(tag -> tag.group(2).equals(current.toString()));
  }

  private static List<Matcher> tags(String header, String name) {
    if (header.length() > MAX_HEADER) {
      throw invalid(name, "at most " + MAX_HEADER + " characters");
    }
    List<Matcher> tags = new ArrayList<>();
    for (String text : COMMA.split(header.strip(), -1)) {
      Matcher tag = TAG.matcher(text);
      if (!tag.matches()) {
        throw invalid(name, "an entity tag in double quotes");
      }
      tags.add(tag);
    }
    return tags;
  }

  private static VaultException invalid(String name, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(name);
  }
}
