package org.holdfast.web.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads what a new security object, or a pair of them, is to be. */
final class NewObjectBody {

  private static final int MAX_NAME = 255;
  private static final int MAX_WALLETS = 32;
  private static final int UUID_LENGTH = 36;
  private static final String NAME = "name";
  private static final String MATERIAL = "material";
  private static final String PEM = "pem";

  private NewObjectBody() {}

  /** What is to be kept or made, with its material for the caller to close. */
  static CreateObject.Item item(RequestBody body) {
    body.only(fields(NAME, "type", "algorithm", "bits", "extractable", "wallets", MATERIAL, PEM));
    return new CreateObject.Item(object(body), material(body));
  }

  /** What a key that comes in by unwrapping is to be. */
  static NewObject unwrapped(RequestBody body) {
    return object(body.only(fields(NAME, "type", "algorithm", "bits", "extractable", "wallets")));
  }

  /** Several, whose material the caller closes; none of it stays open if one is wrong. */
  static List<CreateObject.Item> items(RequestBody body) {
    List<CreateObject.Item> items = new ArrayList<>();
    try {
      for (RequestBody item : body.only("items").objects("items", CreateObject.MAX_BULK)) {
        items.add(item(item));
      }
      if (items.isEmpty()) {
        throw new VaultException(ErrorCode.INPUT_MISSING, "there is no item").atField("items");
      }
      return items;
    } catch (RuntimeException e) {
      close(items);
      throw e;
    }
  }

  static void close(List<CreateObject.Item> items) {
    for (CreateObject.Item item : items) {
      SecretBytes material = item.material();
      if (material != null) {
        material.close();
      }
    }
  }

  static CreateObject.NewPair pair(RequestBody body) {
    body.only(fields("privateName", "publicName", "algorithm", "bits", "extractable", "wallets"));
    return new CreateObject.NewPair(
        body.text("privateName", MAX_NAME),
        body.text("publicName", MAX_NAME),
        body.constant("algorithm", Algorithm.class),
        body.optionalInteger("bits"),
        body.flag("extractable", true),
        AttributeFields.values(body),
        wallets(body));
  }

  /**
   * Material in base64 or PEM, for the caller to close; null if there is none.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if there is both
   */
  static @Nullable SecretBytes material(RequestBody body) {
    if (!body.has(PEM) || body.isNull(PEM)) {
      return body.optionalBase64(MATERIAL);
    }
    if (body.has(MATERIAL)) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "either material or pem")
          .atField(body.field(PEM));
    }
    try (SecretChars text = body.secret(PEM)) {
      return text.toUtf8(SecretAccess.granted());
    }
  }

  private static NewObject object(RequestBody body) {
    return body.at(
        () ->
            new NewObject(
                body.text(NAME),
                body.constant("type", ObjectType.class),
                body.optionalConstant("algorithm", Algorithm.class),
                body.optionalInteger("bits"),
                body.flag("extractable", true),
                AttributeFields.values(body),
                wallets(body)));
  }

  private static Set<WalletId> wallets(RequestBody body) {
    return body.texts("wallets", MAX_WALLETS, UUID_LENGTH).stream()
        .map(WalletId::parse)
        .collect(Collectors.toSet());
  }

  private static String[] fields(String... own) {
    return Stream.concat(Arrays.stream(own), AttributeFields.NAMES.stream()).toArray(String[]::new);
  }
}
