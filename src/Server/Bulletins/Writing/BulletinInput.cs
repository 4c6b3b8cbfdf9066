namespace TungNgo.Bulletins.Writing;

/// <summary>What a writer sends for the open version of a bulletin; the whole of it each time.</summary>
/// <param name="AreaId">The issuing unit; decided once, when the bulletin is begun.</param>
/// <param name="Kind">Code of a kind.</param>
/// <param name="Texts">By language: vi, km, en.</param>
/// <param name="Source">Who says so.</param>
/// <param name="ValidFrom">UTC; null is at once.</param>
/// <param name="ValidTo">UTC; nothing is sent after it. Null takes three days.</param>
/// <param name="RelatedId">The earlier bulletin that this one supersedes, cancels or clears.</param>
/// <param name="WhatChanged">Of a correction: what is different from the version before.</param>
/// <param name="Chain">Null takes the one of the urgency.</param>
/// <param name="Fields">Values of the template's fields.</param>
/// <param name="Waivers">Reasons why a language that the audience needs is left out, by language.</param>
/// <param name="Attachments">Ids of files uploaded for this bulletin.</param>
/// <param name="Edition">The edition that was on the screen; 0 for a new bulletin.</param>
/// <param name="Unaccented">SMS in Vietnamese go without marks: cheaper, and some words read as others.</param>
public sealed record BulletinInput(
    Guid AreaId, string Kind, Urgency Urgency, Dictionary<string, BulletinTextInput> Texts, string? Source = null, string? DocumentNumber = null,
    DateTime? ValidFrom = null, DateTime? ValidTo = null, BulletinRelation Relation = BulletinRelation.None, Guid? RelatedId = null, string? WhatChanged = null,
    Audience? Audience = null, Chain? Chain = null, Guid? TemplateId = null, Dictionary<string, string>? Fields = null, Dictionary<string, string>? Waivers = null,
    Guid[]? Attachments = null, int Edition = 0, bool Unaccented = false);

/// <param name="Short">For SMS, where every sign costs; empty takes the title.</param>
/// <param name="NeedsReview">Drafted by a non-native writer and not yet checked.</param>
/// <param name="AudioId">A recording uploaded for this bulletin.</param>
public sealed record BulletinTextInput(string? Title, string? Body, string? Short = null, bool NeedsReview = false, Guid? AudioId = null);
