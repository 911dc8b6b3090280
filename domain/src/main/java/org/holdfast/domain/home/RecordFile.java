package org.holdfast.domain.home;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;

/**
 * A small text file of {@code name=value} lines under a title line: what the vault writes beside
 * its wallets. Values are one line each. Reading is strict.
 */
public final class RecordFile {

  private final String title;
  private final Map<String, String> values = new LinkedHashMap<>();

  /** An empty record with that title, such as {@code holdfast wallet password 1}. */
  public RecordFile(String title) {
    this.title = title;
  }

  public RecordFile with(String name, String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("The value of " + name + " has more than one line");
    }
    values.put(name, value);
    return this;
  }

  public Bytes encode() {
    StringBuilder text = new StringBuilder(title).append('\n');
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a record.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if it has another title or form
   */
  public static RecordFile decode(String title, Bytes content) {
    String[] lines = new String(content.toByteArray(), StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(title) || !lines[lines.length - 1].isEmpty()) {
      throw unreadable(title);
    }
    RecordFile record = new RecordFile(title);
    for (int i = 1; i < lines.length - 1; i++) {
      int equals = lines[i].indexOf('=');
      if (equals < 1 || lines[i].indexOf('\r') >= 0) {
        throw unreadable(title);
      }
      String name = lines[i].substring(0, equals);
      if (record.find(name).isPresent()) {
        throw unreadable(title + " (" + name + ")");
      }
      record.with(name, lines[i].substring(equals + 1));
    }
    return record;
  }

  /** Whether it is a record with that title, so that another version can be told. */
  public static boolean hasTitle(String title, Bytes content) {
    byte[] head = (title + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] whole = content.toByteArray();
    return whole.length >= head.length
        && Arrays.equals(whole, 0, head.length, head, 0, head.length);
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if there is no such value
   */
  public String get(String name) {
    return find(name).orElseThrow(() -> unreadable(title + " (" + name + ")"));
  }

  /**
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if it is missing or not hexadecimal
   */
  public Bytes bytes(String name) {
    try {
      return Bytes.fromHex(get(name));
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.WALLET_UNREADABLE, title + " (" + name + ")", e);
    }
  }

  /**
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if it is missing or not a number
   */
  public int number(String name) {
    try {
      return Integer.parseInt(get(name));
    } catch (NumberFormatException e) {
      throw new VaultException(ErrorCode.WALLET_UNREADABLE, title + " (" + name + ")", e);
    }
  }

  private static VaultException unreadable(String what) {
    return new VaultException(ErrorCode.WALLET_UNREADABLE, what);
  }
}
