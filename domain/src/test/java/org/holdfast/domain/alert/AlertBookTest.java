package org.holdfast.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.domain.alert.AlertBook.Change;
import org.holdfast.domain.alert.AlertBook.Event;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;

class AlertBookTest {

  private static final UUID NODE = new UUID(7, 7);
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Set<AlertKind> DISK = Set.of(AlertKind.DISK);
  private static final Finding FULL = disk("/var", "91 percent used");

  private final AtomicLong ids = new AtomicLong();
  private final AlertBook book = new AlertBook(NODE, () -> new UUID(0, ids.incrementAndGet()));

  private static Finding disk(String subject, String detail) {
    return Finding.of(AlertKind.DISK, subject, ErrorCode.DISK_FILLING, detail);
  }

  private List<Change> look(int second, Finding... found) {
    return book.update(DISK, List.of(found), START.plusSeconds(second));
  }

  @Test
  void update_newCondition_raisesOnce_andIsNotRepeatedWhileItLasts() {
    assertThat(look(0, FULL)).extracting(Change::event).containsExactly(Event.RAISED);
    assertThat(look(1, FULL)).isEmpty();
    assertThat(look(2, disk("/var", "92 percent used"))).isEmpty();

    assertThat(book.open())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.since()).isEqualTo(START);
              assertThat(alert.state()).isEqualTo(AlertState.RAISED);
              assertThat(alert.finding().detail()).isEqualTo("92 percent used");
            });
  }

  @Test
  void update_conditionOver_clears_andRaisesAnotherWhenItComesBack() {
    look(0, FULL);

    List<Change> over = look(5);

    assertThat(over)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.event()).isEqualTo(Event.CLEARED);
              assertThat(change.alert().cleared()).isEqualTo(START.plusSeconds(5));
              assertThat(change.alert().state()).isEqualTo(AlertState.CLEARED);
            });
    assertThat(book.open()).isEmpty();
    UUID again = look(6, FULL).get(0).alert().id();
    assertThat(again).isNotEqualTo(over.get(0).alert().id());
  }

  @Test
  void update_kindThatWasNotLookedAt_lasts() {
    look(0, FULL);

    assertThat(book.update(Set.of(AlertKind.HSM), List.of(), START)).isEmpty();
    assertThat(book.open()).hasSize(1);
  }

  @Test
  void update_otherCauseOfTheSameSubject_isAnotherAlert() {
    Finding away = Finding.of(AlertKind.HSM, "token", ErrorCode.SLOT_NOT_FOUND, "");
    Finding replaced = Finding.of(AlertKind.HSM, "token", ErrorCode.ROOT_KEY_REPLACED, "");
    Set<AlertKind> hsm = Set.of(AlertKind.HSM);
    book.update(hsm, List.of(away), START);

    assertThat(book.update(hsm, List.of(replaced), START))
        .extracting(Change::event)
        .containsExactly(Event.RAISED, Event.CLEARED);
  }

  @Test
  void unstored_untilTheDatabaseIsBack_keepsWhatHappenedInItsOrder() {
    look(0, FULL);
    look(1, disk("/var", "99 percent used"));
    look(2);

    List<Change> kept = book.unstored();

    assertThat(kept)
        .extracting(Change::event)
        .containsExactly(Event.RAISED, Event.CHANGED, Event.CLEARED);
    book.stored(kept);
    assertThat(book.unstored()).isEmpty();
  }

  @Test
  void load_afterARestart_goesOnWithTheAlertThatWasRaisedThen() {
    Alert stored =
        new Alert(
            new UUID(1, 1),
            NODE,
            FULL,
            START.minusSeconds(60),
            new Alert.Acknowledgement("sam", START.minusSeconds(30), "on it"),
            null);
    // Found before the database answered.
    look(0, FULL);

    book.load(List.of(stored));

    assertThat(look(1, FULL)).isEmpty();
    assertThat(book.unstored()).isEmpty();
    assertThat(book.open()).containsExactly(stored);
    assertThat(look(2)).extracting(change -> change.alert().id()).containsExactly(stored.id());
  }

  @Test
  void load_later_takesAcknowledgementsOver_andKeepsTheNewestDetail() {
    look(0, FULL);
    book.load(List.of());
    Alert raised = book.open().get(0);
    Alert acknowledged =
        new Alert(
            raised.id(),
            NODE,
            disk("/var", "an older detail"),
            raised.since(),
            new Alert.Acknowledgement("sam", START, ""),
            null);

    book.load(List.of(acknowledged));

    assertThat(book.open().get(0).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(book.open().get(0).finding()).isEqualTo(FULL);
  }

  @Test
  void text_ofHsmAlerts_isThatOfTheDocumentation() {
    Finding hsm = Finding.of(AlertKind.HSM, "token", ErrorCode.SLOT_NOT_FOUND, "");

    assertThat(new Alert(NODE, NODE, hsm, START, null, null).text())
        .isEqualTo(
            "HSM configuration error. Please refer to the HSM Alert section in the Oracle Key Vault"
                + " Root of Trust HSM Configuration Guide.");
    assertThat(new Alert(NODE, NODE, FULL, START, null, null).text())
        .isEqualTo("Disk room: A file system is nearly full");
  }
}
