package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Sql;
import org.holdfast.persistence.sql.Sql.Binder;
import org.jspecify.annotations.Nullable;

/** Finds security objects by what is known of them; newest first, as their identifiers are. */
@ApplicationScoped
class ObjectSearch {

  @Inject private Sql sql;

  Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    Terms terms = Terms.of(query);
    List<SecurityObject> rows =
        sql.list(
            "SELECT "
                + ObjectRows.OBJECT
                + " FROM node.object_current o"
                + terms.where()
                + " ORDER BY o.object_id DESC LIMIT ? OFFSET ?",
            p -> {
              terms.bind(p);
              p.add(page.limit()).add(page.offset());
            },
            ObjectRows::object);
    long total =
        sql.number(
            "SELECT count(*) FROM (SELECT FROM node.object_current o"
                + terms.where()
                + " LIMIT ?) counted",
            p -> {
              terms.bind(p);
              p.add(SecurityObjectRepository.MAX_COUNT);
            });
    return new Page<>(rows, total);
  }

  List<SecurityObject> listAfter(ObjectQuery query, @Nullable ObjectId after, int limit) {
    Terms terms = Terms.of(query);
    if (after != null) {
      terms.add("o.object_id < ?", p -> p.add(after.value()));
    }
    return sql.list(
        "SELECT "
            + ObjectRows.OBJECT
            + " FROM node.object_current o"
            + terms.where()
            + " ORDER BY o.object_id DESC LIMIT ?",
        p -> {
          terms.bind(p);
          p.add(limit);
        },
        ObjectRows::object);
  }

  /** Conditions with their parameters. */
  private static final class Terms {

    private final List<String> conditions = new ArrayList<>();
    private final List<Binder> binders = new ArrayList<>();

    static Terms of(ObjectQuery query) {
      Terms terms = new Terms();
      terms.names(query.nameContains());
      terms.constants(query);
      terms.times(query);
      terms.attributes(query);
      WalletId wallet = query.wallet();
      if (wallet != null) {
        terms.add(
            """
            EXISTS (SELECT FROM node.wallet_object_current m
                WHERE m.object_id = o.object_id AND m.wallet_id = ?)
            """,
            p -> p.add(wallet.value()));
      }
      terms.visible(query.visibleTo());
      return terms;
    }

    void add(String condition, Binder binder) {
      conditions.add(condition);
      binders.add(binder);
    }

    String where() {
      return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    void bind(Parameters parameters) throws SQLException {
      for (Binder binder : binders) {
        binder.bind(parameters);
      }
    }

    private void names(@Nullable String part) {
      if (part != null && !part.isBlank()) {
        String escaped =
            part.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        add("lower(o.name) LIKE ? ESCAPE '!'", p -> p.add("%" + escaped + "%"));
      }
    }

    private void constants(ObjectQuery query) {
      if (query.type() != null) {
        add("o.type = ?", p -> p.add(query.type()));
      }
      if (query.algorithm() != null) {
        add("o.algorithm = ?", p -> p.add(query.algorithm()));
      }
      if (query.state() != null) {
        add("o.state = ?", p -> p.add(query.state()));
      }
      if (!query.includeDestroyed()) {
        add("o.state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED')", p -> {});
      }
    }

    private void times(ObjectQuery query) {
      if (query.createdFrom() != null) {
        add("o.created_at >= ?", p -> p.add(query.createdFrom()));
      }
      if (query.createdUntil() != null) {
        add("o.created_at < ?", p -> p.add(query.createdUntil()));
      }
      if (query.expiresFrom() != null) {
        add("o.expires_at >= ?", p -> p.add(query.expiresFrom()));
      }
      if (query.expiresBefore() != null) {
        add("o.expires_at < ?", p -> p.add(query.expiresBefore()));
      }
    }

    private void attributes(ObjectQuery query) {
      if (!query.attributes().isEmpty()) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        query.attributes().forEach(json::add);
        String wanted = json.build().toString();
        add("o.attributes <> '{}' AND o.attributes @> ?::jsonb", p -> p.add(wanted));
      }
    }

    private void visible(@Nullable Rights rights) {
      if (rights == null || rights.isUnlimited()) {
        return;
      }
      if (!rights.mayCreate()) {
        add("FALSE", p -> {});
        return;
      }
      List<UUID> wallets = rights.wallets().keySet().stream().map(WalletId::value).toList();
      add(
          """
          (o.owner_id = ? OR EXISTS (SELECT FROM node.wallet_object_current m
              WHERE m.object_id = o.object_id AND m.wallet_id = ANY (?)))
          """,
          p -> p.add(rights.caller().id()).addIds(wallets));
    }
  }
}
