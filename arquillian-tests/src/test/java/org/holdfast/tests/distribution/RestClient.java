package org.holdfast.tests.distribution;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/** REST calls of one user, with the headers of each answer. */
final class RestClient {

  private final Supplier<Rest> rest;
  private final Supplier<Rest.User> user;

  /** Asked for server and user with each call: neither is there before the start. */
  RestClient(Supplier<Rest> rest, Supplier<Rest.User> user) {
    this.rest = rest;
    this.user = user;
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  HttpResponse<String> delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** Without a body and without Content-Type. */
  HttpResponse<String> post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  HttpResponse<String> post(String path, String json) {
    return sendJson("POST", path, json);
  }

  HttpResponse<String> sendJson(String method, String path, String json, String... headers) {
    return send(
        rest.get()
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)),
        headers);
  }

  HttpResponse<String> sendMergePatch(String path, String json) {
    return send(
        "PATCH",
        path,
        BodyPublishers.ofString(json),
        "Content-Type",
        "application/merge-patch+json");
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
    return send(rest.get().request(path).method(method, body), headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    request.header("Authorization", user.get().basic());
    return rest.get().sendForResponse(headers.length == 0 ? request : request.headers(headers));
  }
}
