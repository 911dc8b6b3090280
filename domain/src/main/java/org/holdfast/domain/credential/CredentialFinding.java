package org.holdfast.domain.credential;

/**
 * What is wrong, or doubtful, about a credential. Never holds any part of its passphrase.
 *
 * @param id stays the same across versions, such as {@code PASSPHRASE_TOO_LONG}
 * @param text what was found, with the limit
 * @param cure what to do
 */
public record CredentialFinding(String id, String text, String cure) {}
