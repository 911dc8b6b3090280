package org.holdfast.web.expiry;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Keys and Wallets, Expiry: a year ahead by months, and what expires in the part chosen. */
@Named("expiry")
@ViewScoped
public class ExpiryPage implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MONTHS = 12;
  private static final int MOST_ENDPOINT_PAGES = 20;
  private static final Set<String> DAYS = Set.of("30", "7", "1");
  private static final String USUAL_DAYS = "30";

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ListObjects listObjects;
  @Inject private transient ManageEndpoints manageEndpoints;

  private @Nullable String days;
  private @Nullable String month;
  private transient @Nullable List<Endpoint> expiringEndpoints;
  private transient @Nullable List<ExpiryMonth> months;
  private transient @Nullable VaultException failure;
  private final transient LazyRows<SecurityObject> rows = new LazyRows<>(this::objects);

  public LazyRows<SecurityObject> getRows() {
    return rows;
  }

  /** Looks again, once for each rendering. */
  public void refresh() {
    months = null;
    expiringEndpoints = null;
    failure = null;
  }

  /** The next twelve, the one that runs included. */
  public List<ExpiryMonth> getMonths() {
    List<ExpiryMonth> counted = months;
    if (counted == null) {
      counted = new ArrayList<>();
      try {
        YearMonth first = YearMonth.from(now().atZone(ZoneOffset.UTC));
        for (int i = 0; i < MONTHS; i++) {
          counted.add(count(first.plusMonths(i)));
        }
      } catch (RuntimeException e) {
        failure = FormProblems.failure(e);
      }
      months = counted;
    }
    return counted;
  }

  /** Endpoints whose certificate expires in the part chosen, soonest first. */
  public List<Endpoint> getEndpoints() {
    try {
      return endpoints(from(), until());
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
      return List.of();
    }
  }

  /** What the part chosen is called. */
  public String getChosen() {
    YearMonth chosen = chosenMonth();
    return chosen != null
        ? "in " + new ExpiryMonth(chosen, 0, 0, 0).label()
        : chosenDays().equals("1") ? "within a day" : "within " + chosenDays() + " days";
  }

  /** 30, 7 or 1; 30 if nothing else is asked for. */
  public String chosenDays() {
    return days != null && DAYS.contains(days) ? days : USUAL_DAYS;
  }

  public boolean isByMonth() {
    return chosenMonth() != null;
  }

  public boolean isEndpointsVisible() {
    return FacesContext.getCurrentInstance()
        .getExternalContext()
        .isUserInRole(Role.Names.KEY_ADMINISTRATOR);
  }

  private Page<SecurityObject> objects(PageRequest page) {
    return listObjects.list(
        ObjectQuery.where().expiresFrom(from()).expiresBefore(until()).build(), page);
  }

  private ExpiryMonth count(YearMonth counted) {
    Instant begin = ExpiryMonth.begin(counted);
    Instant from = begin.isBefore(now()) ? now() : begin;
    Instant until = ExpiryMonth.begin(counted.plusMonths(1));
    long certificates = total(ObjectType.CERTIFICATE, from, until);
    return new ExpiryMonth(
        counted,
        certificates,
        total(null, from, until) - certificates,
        endpoints(from, until).size());
  }

  private long total(@Nullable ObjectType type, Instant from, Instant until) {
    return listObjects
        .list(
            ObjectQuery.where().type(type).expiresFrom(from).expiresBefore(until).build(),
            new PageRequest(0, 1))
        .total();
  }

  private List<Endpoint> endpoints(Instant from, Instant until) {
    return enrolled().stream()
        .filter(endpoint -> !end(endpoint).isBefore(from) && end(endpoint).isBefore(until))
        .toList();
  }

  private List<Endpoint> enrolled() {
    List<Endpoint> known = expiringEndpoints;
    if (known == null) {
      known = new ArrayList<>();
      if (isEndpointsVisible()) {
        for (EndpointState state : List.of(EndpointState.ENROLLED, EndpointState.SUSPENDED)) {
          addAll(known, new EndpointRepository.Query(null, state, null));
        }
      }
      known.sort(Comparator.comparing(ExpiryPage::end));
      expiringEndpoints = known;
    }
    return known;
  }

  private void addAll(List<Endpoint> all, EndpointRepository.Query query) {
    for (int i = 0; i < MOST_ENDPOINT_PAGES; i++) {
      List<Endpoint> part =
          manageEndpoints
              .list(query, new PageRequest(i * PageRequest.MAX_LIMIT, PageRequest.MAX_LIMIT))
              .rows();
      part.stream().filter(endpoint -> endpoint.certificate() != null).forEach(all::add);
      if (part.size() < PageRequest.MAX_LIMIT) {
        return;
      }
    }
  }

  private static Instant end(Endpoint endpoint) {
    return endpoint.certificate() == null ? Instant.MAX : endpoint.certificate().notAfter();
  }

  private Instant from() {
    YearMonth chosen = chosenMonth();
    Instant begin = chosen == null ? now() : ExpiryMonth.begin(chosen);
    return begin.isBefore(now()) ? now() : begin;
  }

  private Instant until() {
    YearMonth chosen = chosenMonth();
    return chosen == null
        ? now().plus(Duration.ofDays(Long.parseLong(chosenDays())))
        : ExpiryMonth.begin(chosen.plusMonths(1));
  }

  private @Nullable YearMonth chosenMonth() {
    try {
      return month == null ? null : YearMonth.parse(month);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }

  public @Nullable String getDays() {
    return days;
  }

  public void setDays(@Nullable String days) {
    this.days = days;
  }

  public @Nullable String getMonth() {
    return month;
  }

  public void setMonth(@Nullable String month) {
    this.month = month;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
