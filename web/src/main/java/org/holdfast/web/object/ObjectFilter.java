package org.holdfast.web.object;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;

/** What the list of security objects is narrowed down to, as it stands in the address. */
public final class ObjectFilter implements Serializable {

  private static final long serialVersionUID = 1L;

  private @Nullable String name;
  private @Nullable String type;
  private @Nullable String algorithm;
  private @Nullable String state;
  private @Nullable String wallet;
  private @Nullable String attribute;
  private @Nullable String expires;
  private @Nullable String zone;

  /** Takes it from an address. */
  static ObjectFilter of(UnaryOperator<@Nullable String> parameters) {
    ObjectFilter filter = new ObjectFilter();
    filter.name = parameters.apply("name");
    filter.type = parameters.apply("type");
    filter.algorithm = parameters.apply("algorithm");
    filter.state = parameters.apply("state");
    filter.wallet = parameters.apply("wallet");
    filter.attribute = parameters.apply("attribute");
    filter.expires = parameters.apply("expires");
    filter.zone = parameters.apply("zone");
    return filter;
  }

  /**
   * Destroyed objects are listed only if their state is asked for.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  public ObjectQuery query() {
    return ObjectQuery.where()
        .nameContains(isGiven(name) ? name : null)
        .type(constant(ObjectType.class, type, "type"))
        .algorithm(constant(Algorithm.class, algorithm, "algorithm"))
        .inState(constant(ObjectState.class, state, "state"))
        .wallet(wallet == null || wallet.isBlank() ? null : WalletId.parse(wallet.strip()))
        .attributes(attributes())
        .expiresBefore(LocalTimes.parseDay(expires, zone, "expires"))
        .build();
  }

  /** Whether anything is narrowed down at all. */
  public boolean isActive() {
    return parameters().keySet().stream().anyMatch(parameter -> !parameter.equals("zone"));
  }

  /** For the address of the same list; empty or with a question mark in front. */
  public String getQueryString() {
    String joined =
        parameters().entrySet().stream()
            .map(
                parameter ->
                    parameter.getKey()
                        + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return joined.isEmpty() ? "" : "?" + joined;
  }

  private Map<String, String> parameters() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "name", name);
    put(given, "type", type);
    put(given, "algorithm", algorithm);
    put(given, "state", state);
    put(given, "wallet", wallet);
    put(given, "attribute", attribute);
    put(given, "expires", expires);
    put(given, "zone", zone);
    return given;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      parameters.put(name, value);
    }
  }

  private Map<String, String> attributes() {
    if (attribute == null || attribute.isBlank()) {
      return Map.of();
    }
    int equals = attribute.indexOf('=');
    if (equals < 1) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "write it as name=value")
          .atField("attribute");
    }
    return Map.of(
        ObjectAttributes.CUSTOM + attribute.substring(0, equals).strip(),
        attribute.substring(equals + 1).strip());
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static <E extends Enum<E>> @Nullable E constant(
      Class<E> constants, @Nullable String name, String field) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      return Enum.valueOf(constants, name.strip());
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not known here", e).atField(field);
    }
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public @Nullable String getAlgorithm() {
    return algorithm;
  }

  public void setAlgorithm(@Nullable String algorithm) {
    this.algorithm = algorithm;
  }

  public @Nullable String getState() {
    return state;
  }

  public void setState(@Nullable String state) {
    this.state = state;
  }

  public @Nullable String getWallet() {
    return wallet;
  }

  public void setWallet(@Nullable String wallet) {
    this.wallet = wallet;
  }

  public @Nullable String getAttribute() {
    return attribute;
  }

  public void setAttribute(@Nullable String attribute) {
    this.attribute = attribute;
  }

  public @Nullable String getExpires() {
    return expires;
  }

  public void setExpires(@Nullable String expires) {
    this.expires = expires;
  }

  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }
}
