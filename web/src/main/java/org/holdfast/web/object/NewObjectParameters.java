package org.holdfast.web.object;

import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.web.json.QueryParameters;
import org.jspecify.annotations.Nullable;

/** What a new security object is to be, where the body is its material. */
final class NewObjectParameters {

  private static final String[] NAMES = {"name", "type", "algorithm", "extractable", "wallet"};

  private NewObjectParameters() {}

  /** The parameters of the request, and no other. */
  static QueryParameters read(UriInfo uri) {
    return QueryParameters.only(uri, NAMES);
  }

  /**
   * @throws VaultException {@link ErrorCode#INPUT_MISSING} without name or type
   */
  static NewObject object(QueryParameters parameters) {
    String wallet = parameters.text("wallet");
    return new NewObject(
        required(parameters.text("name"), "name"),
        required(parameters.constant("type", ObjectType.class), "type"),
        parameters.constant("algorithm", Algorithm.class),
        null,
        parameters.flag("extractable", true),
        Map.of(),
        wallet == null ? Set.of() : Set.of(WalletId.parse(wallet)));
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the parameter '" + name + "'")
          .atField(name);
    }
    return value;
  }
}
