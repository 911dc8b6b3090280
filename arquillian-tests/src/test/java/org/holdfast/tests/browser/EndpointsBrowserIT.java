package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import jakarta.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.TrialServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Endpoints: registered, enrolled, grouped, suspended, revoked and deleted from the console. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndpointsBrowserIT {

  private static final String ENDPOINTS = "/endpoints/endpoints.xhtml";

  /** Those of this class, among others' on the same server. */
  private static final String DATABASES = ENDPOINTS + "?name=db1";

  private static final TrialServer SERVER = TrialServer.shared();

  private static Chromium chromium;
  private Console console;
  private Flows flows;

  @BeforeAll
  static void start() {
    SERVER.start();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    assertThat(SERVER.errors()).isEmpty();
  }

  @BeforeEach
  void open() {
    console = chromium.open(SERVER);
    flows = new Flows(console);
    console.signIn(SERVER.keyadmin());
  }

  @AfterEach
  void close() {
    List<String> complaints = console.complaints();
    console.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void endpoint_isCreated_andItsTokenShownOnce() {
    console.open(ENDPOINTS);
    Locator create = console.openDialog("actions:createButton", "Create endpoint");
    console.type("endpoint:name", "db 1");
    console.press("endpoint:submit");
    console.assertProblem("endpoint:name", "HF-1003", "letters, digits, dots");
    Accessibility.check(console, create);
    console.type("endpoint:name", "db1");
    console.press("endpoint:submit");
    assertThat(console.page()).hasURL(Pattern.compile(".*/endpoint\\.xhtml\\?id=.*&created=1"));
    assertThat(console.part("state")).hasText("Registered");
    flows.look();

    Locator enrol = console.openDialog("view:enrolButton", "Enrolment token");
    console.press("enrolment:submit");
    assertThat(enrol).containsText("shown this once");
    String token = console.part("enrolmentToken").innerText();
    assertThat(console.part("command2")).containsText("/api/v1/enrol");
    Accessibility.check(console, enrol);
    console.press("enrolment:cancel");
    assertThat(console.part("enrolmentToken")).hasCount(0);

    int status =
        SERVER
            .rest()
            .post(
                SERVER.keyadmin(),
                "/api/v1/enrol",
                Json.createObjectBuilder()
                    .add("token", token)
                    .add("request", Inventory.REQUEST)
                    .build()
                    .toString())
            .status();
    assertThat(status).isEqualTo(201);
    console.open(DATABASES);
    flows.openRow("db1");
    assertThat(console.part("state")).hasText("Enrolled");
    flows.look();
  }

  @Test
  @Order(2)
  void endpoint_isSuspendedAndResumed() {
    console.open(DATABASES);
    flows.openRow("db1");
    console.press("view:suspendButton");
    assertThat(console.part("state")).hasText("Suspended");
    assertThat(console.part("pageMessages")).containsText("Suspended.");
    console.press("view:resumeButton");
    assertThat(console.part("state")).hasText("Enrolled");
  }

  @Test
  @Order(3)
  void group_getsMembersAndAGrant() {
    console.open("/endpoints/groups.xhtml");
    flows.look();
    console.openDialog("actions:createButton", "Create endpoint group");
    console.type("group:name", "Databases");
    console.press("group:submit");
    assertThat(console.page().locator("h1")).hasText("Databases");
    Locator member = console.openDialog("view:addButton", "Add member");
    Accessibility.check(console, member);
    console.part("member:endpoint").selectOption(new SelectOption().setLabel("db1"));
    console.press("member:submit");
    assertThat(member).isHidden();
    assertThat(console.part("members")).hasText("1");
    assertThat(flows.rows("db1")).hasCount(1);

    flows.createWallet("Of databases");
    flows.grant("Databases", "READ_AND_MODIFY");
    console.open("/endpoints/groups.xhtml");
    flows.openRow("Databases");
    assertThat(console.part("view:all")).containsText("Read and modify");
    flows.look();
    console.open(DATABASES);
    assertThat(flows.rows("db1")).containsText("Databases");
    flows.openRow("db1");
    assertThat(console.part("view:all")).containsText("Databases");
  }

  @Test
  @Order(4)
  void certificate_isRevoked_andTheEndpointDeleted() {
    console.open(DATABASES);
    flows.openRow("db1");
    Locator revoke = console.openDialog("view:revokeButton", "Revoke certificate");
    Accessibility.check(console, revoke);
    console.press("revoke:submit");
    assertThat(revoke).isHidden();
    assertThat(console.part("state")).hasText("Registered");

    Locator delete = console.openDialog("view:deleteButton", "Delete endpoint");
    console.type("delete:confirmation", "db2");
    console.press("delete:submit");
    console.assertProblem("delete:confirmation", "HF-1003", "This is not the name");
    Accessibility.check(console, delete);
    console.type("delete:confirmation", "db1");
    console.press("delete:submit");
    assertThat(console.page()).hasURL(SERVER.uri() + ENDPOINTS + "?deleted=1");
    console.open(DATABASES);
    assertThat(console.part("list:table")).isVisible();
    assertThat(flows.rows("db1")).hasCount(0);
  }
}
