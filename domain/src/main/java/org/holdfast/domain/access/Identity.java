package org.holdfast.domain.access;

/** Somebody who has proved who they are. */
public record Identity(UserName name, Role role) {}
