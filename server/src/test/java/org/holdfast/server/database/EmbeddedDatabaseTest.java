package org.holdfast.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.server.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's programs are unpacked into {@code target} before this runs. */
class EmbeddedDatabaseTest {

  private static final Path BUILD = Path.of(System.getProperty("basedir", "."), "target");

  private static Path made;

  private Home home;
  private EmbeddedDatabase database;

  /** One that was started on an empty home and stopped; each test has a copy of it. */
  @BeforeAll
  static void make(@TempDir Path folder) throws IOException {
    made = folder.resolve("home");
    EmbeddedDatabase first = new EmbeddedDatabase(BUILD, Home.prepare(made), freePort());
    first.start();
    first.stop();
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Process copy =
        new ProcessBuilder("cp", "-a", made.toString(), folder.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
    home = Home.prepare(folder.resolve("home"));
    database = new EmbeddedDatabase(BUILD, home, freePort());
    database.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    database.stop();
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = database.address().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.address().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Path processFile() {
    return home.database().resolve("data/postmaster.pid");
  }

  private ProcessHandle process() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(processFile()).get(0))).orElseThrow();
  }

  @Test
  void start_setsUpADurableDatabaseOfTheVaultsUser() throws SQLException {
    assertThat(ask("show wal_level")).isEqualTo("logical");
    assertThat(ask("show fsync")).isEqualTo("on");
    assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask("show data_checksums")).isEqualTo("on");
    assertThat(ask("show server_encoding")).isEqualTo("UTF8");
    assertThat(ask("select rolsuper from pg_roles where rolname = current_user")).isEqualTo("f");
    execute("create schema vault");
  }

  @Test
  void start_leavesNoPasswordInItsFolder() throws IOException {
    String password = database.address().password();

    assertThat(password).hasSizeGreaterThan(30);
    assertThat(home.database().resolve("administrator.password")).doesNotExist();
    assertThat(home.etc().resolve("database.properties")).content().contains(password);
  }

  @Test
  void address_withAWrongPassword_isRefused() {
    DatabaseAddress good = database.address();

    assertThat(new DatabaseAddress(good.url(), good.user(), "wrong").complaint())
        .get()
        .asString()
        .contains("password authentication failed");
  }

  @Test
  void stopAndStart_keepsData() throws SQLException {
    execute("create table kept as select 42 as value");

    database.stop();
    assertThat(database.isRunning()).isFalse();
    database.start();

    assertThat(ask("select value from kept")).isEqualTo("42");
  }

  @Test
  void restartIfDied_afterAKill_recoversWhatWasCommitted() throws Exception {
    execute("create table kept as select 42 as value");
    ProcessHandle killed = process();
    killed.destroyForcibly();
    killed.onExit().get();

    assertThat(database.restartIfDied()).isTrue();

    assertThat(ask("select value from kept")).isEqualTo("42");
    assertThat(database.restartIfDied()).isFalse();
  }

  @Test
  void restartIfDied_afterStopByHand_leavesItStopped() {
    database.stopByHand();

    assertThat(database.restartIfDied()).isFalse();
    assertThat(database.isRunning()).isFalse();

    database.start();
    assertThat(database.isRunning()).isTrue();
  }

  @Test
  void start_whenItsOldProcessIdIsAnotherProgramsNow_startsAllTheSame() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(processFile()));
    ProcessHandle killed = process();
    killed.destroyForcibly();
    killed.onExit().get();
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(processFile(), lines);

    database.start();

    assertThat(ask("select 1")).isEqualTo("1");
  }

  @Test
  void start_overAnAttemptThatWasCutShort_beginsAgain(@TempDir Path folder) throws Exception {
    Home other = Home.prepare(folder.resolve("other"));
    Files.createDirectories(other.database().resolve("data.new/base"));
    EmbeddedDatabase second = new EmbeddedDatabase(BUILD, other, database.port());
    database.stop();

    second.start();
    try {
      assertThat(second.address().complaint()).isEmpty();
    } finally {
      second.stop();
    }
  }
}
