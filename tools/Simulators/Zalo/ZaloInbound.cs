namespace TungNgo.Simulators.Zalo;

/// <summary>Something a person does with the account.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Event">follow, unfollow, user_send_text, user_send_location, user_send_audio, user_send_image, user_send_group_text, …</param>
/// <param name="Text">What was written.</param>
/// <param name="Latitude">Of a location.</param>
/// <param name="Longitude">Of a location.</param>
/// <param name="Url">Of a picture or recording.</param>
/// <param name="GroupId">Where, when it happens in a group.</param>
internal sealed record ZaloInbound(
    string UserId, string Event, string? Text = null, double? Latitude = null, double? Longitude = null, string? Url = null, string? GroupId = null)
{
    /// <returns>False when there is no such person.</returns>
    public bool Happen(ZaloWorld world, DateTimeOffset now)
    {
        var oa = world.Oa;
        if (!oa.Users.TryGetValue(UserId, out var user))
        {
            return false;
        }

        if (Event is "follow" or "unfollow")
        {
            user.Follows = Event == "follow";
            user.LastInteraction = user.Follows ? now : user.LastInteraction;

            world.Hooks.Send(oa, now, new Dictionary<string, object?>
            {
                ["event_name"] = Event,
                ["oa_id"] = oa.OaId,
                ["follower"] = new { id = user.Id },
                ["user_id_by_app"] = "app" + user.Id,
                ["source"] = "oa_profile",
            });
            return true;
        }

        var id = oa.NextId("in");
        if (GroupId is null)
        {
            // Whatever a person does with the account opens the window anew.
            user.LastInteraction = now;
            ZaloMessages.Keep(user.Conversation, new ZaloMessage(id, FromOa: false, user.Id, now, Event.Replace("user_send_", "", StringComparison.Ordinal), Text ?? ""));
        }
        else if (oa.Groups.TryGetValue(GroupId, out var group))
        {
            ZaloMessages.Keep(group.Conversation, new ZaloMessage(id, FromOa: false, user.Id, now, "text", Text ?? ""));
        }

        world.Hooks.Send(oa, now, new Dictionary<string, object?>
        {
            ["event_name"] = Event,
            ["user_id_by_app"] = "app" + user.Id,
            ["sender"] = new { id = user.Id },
            ["recipient"] = new { id = GroupId ?? oa.OaId },
            ["message"] = new { text = Text, msg_id = id, attachments = Attachments() },
        });
        return true;
    }

    private object[]? Attachments() => (Latitude, Url) switch
    {
        (not null, _) => [new { type = "location", payload = new { coordinates = new { latitude = Latitude, longitude = Longitude } } }],
        (_, not null) => [new { type = Event.Split('_')[^1], payload = new { url = Url } }],
        _ => null,
    };
}
