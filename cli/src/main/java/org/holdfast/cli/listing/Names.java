package org.holdfast.cli.listing;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.error.ErrorCode;

/** Finds the identifier of what somebody names; who gives an identifier, is taken by his word. */
public final class Names {

  private static final Pattern IDENTIFIER =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Enough letters of an identifier's end to tell it from others. */
  private static final Pattern ENDING = Pattern.compile("[0-9a-f]{6,12}");

  private static final int PAGE = 200;

  private Names() {}

  /**
   * Of a security object.
   *
   * @throws CommandFailure if there is none of that name, or it can't be seen
   */
  public static String object(VaultApi vault, String nameOrId) {
    if (isIdentifier(nameOrId)) {
      return nameOrId;
    }
    List<JsonObject> found =
        Fields.objects(
            vault.get(new Query("objects").with("exactName", nameOrId).toString()).body(), "items");
    if (found.isEmpty()) {
      throw unknown(ErrorCode.OBJECT_UNKNOWN, nameOrId);
    }
    return Fields.text(found.get(0), "id");
  }

  /**
   * Of a virtual wallet.
   *
   * @throws CommandFailure if there is none of that name, or it can't be seen
   */
  public static String wallet(VaultApi vault, String nameOrId) {
    return isIdentifier(nameOrId)
        ? nameOrId
        : find(
            vault,
            new Query("wallets").with("name", nameOrId),
            one -> one.getString("name", "").equals(nameOrId),
            unknown(ErrorCode.WALLET_UNKNOWN, nameOrId));
  }

  /**
   * Of an alert, by its identifier or the end of that.
   *
   * @throws CommandFailure if there is none
   */
  public static String alert(VaultApi vault, String idOrEnd) {
    if (!ENDING.matcher(idOrEnd).matches()) {
      if (isIdentifier(idOrEnd)) {
        return idOrEnd;
      }
      throw unknown(ErrorCode.ALERT_UNKNOWN, idOrEnd);
    }
    return find(
        vault,
        new Query("alerts"),
        one -> one.getString("id", "").endsWith(idOrEnd),
        unknown(ErrorCode.ALERT_UNKNOWN, idOrEnd));
  }

  /** The end of an identifier, by which people tell it from others. */
  public static String ending(String identifier) {
    return identifier.substring(identifier.lastIndexOf('-') + 1);
  }

  private static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  private static String find(
      VaultApi vault,
      Query query,
      java.util.function.Predicate<JsonObject> wanted,
      CommandFailure otherwise) {
    String base = query.with("limit", PAGE).toString();
    int offset = 0;
    while (true) {
      JsonObject page = vault.get(base + "&offset=" + offset).body();
      List<JsonObject> items = Fields.objects(page, "items");
      for (JsonObject one : items) {
        if (wanted.test(one)) {
          return Fields.text(one, "id");
        }
      }
      offset += items.size();
      if (items.isEmpty() || offset >= Fields.number(page, "total")) {
        throw otherwise;
      }
    }
  }

  private static CommandFailure unknown(ErrorCode code, String name) {
    return new CommandFailure(
        ExitCode.REFUSED,
        "%s: %s: %s. Check the name or the identifier.".formatted(code.id(), code.title(), name));
  }
}
