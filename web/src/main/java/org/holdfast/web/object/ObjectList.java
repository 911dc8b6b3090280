package org.holdfast.web.object;

import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.AttributeRules;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.condition.Cursor;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * A list of security objects: the filters, and the two ways through it. By offset the answer has a
 * total; by cursor it costs the same however far down.
 */
public final class ObjectList {

  /** Asks for an object by its exact name, and for nothing else. */
  static final String EXACT_NAME = "exactName";

  private static final String CURSOR = "cursor";
  private static final String ATTRIBUTE = "attribute.";
  private static final int MAX_ATTRIBUTES = 8;

  private final QueryParameters parameters;

  private ObjectList(QueryParameters parameters) {
    this.parameters = parameters;
  }

  /** The parameters of the request; {@code wallet} and {@code exactName} only where they fit. */
  static ObjectList of(UriInfo uri) {
    return new ObjectList(
        QueryParameters.withPrefix(
            uri,
            ATTRIBUTE,
            "name",
            EXACT_NAME,
            "type",
            "algorithm",
            "state",
            "wallet",
            "description",
            "createdFrom",
            "createdUntil",
            "expiresFrom",
            "expiresBefore",
            CURSOR));
  }

  /** The same for what is in one virtual wallet, which is not asked for once more. */
  public static ObjectList in(UriInfo uri) {
    return new ObjectList(
        QueryParameters.withPrefix(
            uri,
            ATTRIBUTE,
            "name",
            "type",
            "algorithm",
            "state",
            "description",
            "createdFrom",
            "createdUntil",
            "expiresFrom",
            "expiresBefore",
            CURSOR));
  }

  /**
   * The name that alone is asked for; null if others are.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if anything else is asked for too
   */
  @Nullable String exactName() {
    String name = parameters.text(EXACT_NAME);
    if (name != null && parameters.hasOtherThan(EXACT_NAME, "offset", "limit")) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "it does not go with other filters")
          .atField(EXACT_NAME);
    }
    return name;
  }

  /** The answer to a list with the filters of the request. */
  String answer(ListObjects objects) {
    String wallet = parameters.text("wallet");
    return answer(objects, wallet == null ? null : WalletId.parse(wallet));
  }

  /** The answer to a list of what is in that virtual wallet. */
  public String answer(ListObjects objects, @Nullable WalletId wallet) {
    ObjectQuery query = query(wallet);
    PageRequest page = parameters.page();
    String cursor = parameters.text(CURSOR);
    if (cursor == null) {
      return page(objects.list(query, page), page);
    }
    int limit = page.limit();
    int asked = Math.min(limit + 1, PageRequest.MAX_LIMIT);
    return slice(objects.listAfter(query, Cursor.parse(cursor), asked), limit);
  }

  /** The answer that holds at most one object. */
  String one(List<SecurityObject> found) {
    return page(new Page<>(found, found.size()), parameters.page());
  }

  ObjectQuery query(@Nullable WalletId wallet) {
    return ObjectQuery.where()
        .nameContains(parameters.text("name"))
        .type(parameters.constant("type", ObjectType.class))
        .algorithm(parameters.constant("algorithm", Algorithm.class))
        .inState(parameters.constant("state", ObjectState.class))
        .wallet(wallet)
        .attributes(attributes())
        .createdFrom(parameters.time("createdFrom"))
        .createdUntil(parameters.time("createdUntil"))
        .expiresFrom(parameters.time("expiresFrom"))
        .expiresBefore(parameters.time("expiresBefore"))
        .build();
  }

  private Map<String, String> attributes() {
    Map<String, String> wanted = new HashMap<>();
    parameters
        .behind(ATTRIBUTE)
        .forEach(
            (name, value) -> {
              checkName(name);
              wanted.put(ObjectAttributes.CUSTOM + name, value);
            });
    if (wanted.size() > MAX_ATTRIBUTES) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "at most " + MAX_ATTRIBUTES + " custom attributes")
          .atField(ATTRIBUTE + "…");
    }
    String description = parameters.text("description");
    if (description != null) {
      wanted.put(ObjectAttributes.DESCRIPTION, description);
    }
    return wanted;
  }

  private static void checkName(String name) {
    try {
      Map<String, @Nullable String> change = new HashMap<>();
      change.put(ObjectAttributes.CUSTOM + name, null);
      AttributeRules.check(ObjectType.OPAQUE_OBJECT, null, change);
    } catch (VaultException e) {
      throw e.atField(ATTRIBUTE + name);
    }
  }

  private static String page(Page<SecurityObject> page, PageRequest request) {
    List<SecurityObject> rows = page.rows();
    boolean more =
        !rows.isEmpty()
            && (request.offset() + (long) rows.size() < page.total()
                || (page.total() >= SecurityObjectRepository.MAX_COUNT
                    && rows.size() == request.limit()));
    Map<String, @Nullable Object> list = Json.object();
    list.put("items", rows.stream().map(ObjectDocument::render).toList());
    list.put("total", page.total());
    list.put("offset", request.offset());
    list.put("limit", request.limit());
    Json.putIfPresent(list, "next", more ? after(rows) : null);
    return Json.write(list);
  }

  /**
   * @param found one more than {@code limit} if there is more; where that cannot be asked for, a
   *     full page counts as such
   */
  static String slice(List<SecurityObject> found, int limit) {
    List<SecurityObject> rows = found.subList(0, Math.min(found.size(), limit));
    boolean more = found.size() > limit || rows.size() == PageRequest.MAX_LIMIT;
    Map<String, @Nullable Object> list = Json.object();
    list.put("items", rows.stream().map(ObjectDocument::render).toList());
    list.put("limit", limit);
    Json.putIfPresent(list, "next", more ? after(rows) : null);
    return Json.write(list);
  }

  private static String after(List<SecurityObject> rows) {
    ObjectId last = rows.get(rows.size() - 1).id();
    return Cursor.after(last);
  }
}
