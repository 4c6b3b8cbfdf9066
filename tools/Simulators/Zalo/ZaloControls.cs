namespace TungNgo.Simulators.Zalo;

/// <summary>The handles of the play for Zalo, under /sim/zalo: people, groups, templates, tokens, what people write, webhooks.</summary>
internal static class ZaloControls
{
    private const int MostAtOnce = 1_000_000;

    public static void Map(IEndpointRouteBuilder routes, ZaloWorld world)
    {
        var oa = world.Oa;
        var sim = routes.MapGroup("/sim/zalo");

        sim.MapGet("/", () => Locked(oa, () => new
        {
            appId = oa.AppId,
            appSecret = oa.AppSecret,
            oaId = oa.OaId,
            oaSecretKey = oa.OaSecretKey,
            users = oa.Users.Count,
            groups = oa.Groups.Count,
            oa.Billed,
            answers = oa.Answers.ToDictionary(pair => pair.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), pair => pair.Value),
            oa.Keys.RefreshCalls,
            oa.Keys.Refreshes,
            webhooks = new { world.Hooks.Counts.Sent, world.Hooks.Counts.GivenUp },
            quota = new { oa.Quota.Daily, oa.Quota.UsedToday },
        }));
        sim.MapPost("/code", (TimeProvider clock, string? challenge) => Locked(oa, () => new { code = oa.Keys.MakeCode(clock.GetUtcNow(), challenge), oa_id = oa.OaId }));
        // What an administrator copies out of Zalo's API explorer.
        sim.MapPost("/tokens", (TimeProvider clock) => Locked(oa, () =>
        {
            var (access, refresh) = oa.Keys.MakePair(clock.GetUtcNow());
            return new { access_token = access, refresh_token = refresh, expires_in = "90000" };
        }));
        sim.MapPost("/revoke", (bool? accessOnly) => Locked(oa, () =>
        {
            if (accessOnly == true)
            {
                oa.Keys.RevokeAccess();
            }
            else
            {
                oa.Keys.Revoke();
            }

            return true;
        }));
        sim.MapPost("/rate/{most:int}", (int most) => Locked(oa, () => oa.Rate.Most = most));

        sim.MapPost("/users", (TimeProvider clock, ZaloPerson[] people) => Locked(oa, () => people.Sum(person => AddPerson(world, person, clock.GetUtcNow()))));
        sim.MapPost("/users/many", (TimeProvider clock, ZaloCrowd crowd) => crowd.Count is < 0 or > MostAtOnce
            ? Results.BadRequest($"0 to {MostAtOnce}")
            : Results.Ok(Locked(oa, () => Enumerable.Range(0, crowd.Count).Sum(i => AddPerson(world, crowd.At(i), clock.GetUtcNow())))));
        sim.MapGet("/users/{id}", (string id) => Locked(oa, () => oa.Users.GetValueOrDefault(id)) is { } user
            ? Results.Ok(new { user.Id, user.Phone, user.Name, user.Follows, user.LastInteraction, user.Banned, user.Refuses, user.Reachable })
            : Results.NotFound());

        sim.MapGet("/webhook", () => world.Hooks.Settings);
        sim.MapPut("/webhook", (ZaloHookSettings settings) => world.Hooks.Settings = settings);
        sim.MapPost("/inbound", (ZaloInbound what, TimeProvider clock) => Locked(oa, () => what.Happen(world, clock.GetUtcNow()) ? Results.Ok() : Results.NotFound()));
        // What a person recorded: Zalo hands out addresses like this for half an hour.
        sim.MapGet("/recordings/{name}.ogg", (string name) => name == "gone" ? Results.NotFound() : Results.Bytes([.. "OggS"u8, .. new byte[100]], "audio/ogg"));
        ZaloGroupControls.Map(sim, world);
        ZaloTemplateControls.Map(sim, world);
    }

    public static T Locked<T>(ZaloOa oa, Func<T> work)
    {
        lock (oa.Gate)
        {
            return work();
        }
    }

    public static int AddPerson(ZaloWorld world, ZaloPerson person, DateTimeOffset now)
    {
        world.Oa.Add(new ZaloUser
        {
            Id = person.Id,
            Phone = person.Phone,
            Name = person.Name ?? person.Id,
            Follows = person.Follows,
            LastInteraction = person.HoursSinceInteraction is { } hours ? now.AddHours(-hours) : null,
            Banned = person.Banned,
            Refuses = person.Refuses,
            Reachable = person.Reachable,
        });
        return 1;
    }
}

/// <param name="Id">Zalo user id.</param>
/// <param name="Phone">84…; null when the account hides none of ours.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Follows">The Official Account.</param>
/// <param name="HoursSinceInteraction">Null when there never was one.</param>
/// <param name="Banned">Locked by Zalo.</param>
/// <param name="Refuses">Wants nothing from this account.</param>
/// <param name="Reachable">On the net.</param>
internal sealed record ZaloPerson(
    string Id, string? Phone = null, string? Name = null, bool Follows = true, double? HoursSinceInteraction = 1, bool Banned = false, bool Refuses = false, bool Reachable = true);

/// <summary>Many people at once: ids and phones count upwards.</summary>
internal sealed record ZaloCrowd(int Count, long FirstId = 5_600_000_000_000_000_000, long FirstPhone = 84_900_000_000, bool Follows = true, double? HoursSinceInteraction = 1)
{
    public ZaloPerson At(int i) => new(Text(FirstId + i), Text(FirstPhone + i), $"Người {i + 1}", Follows, HoursSinceInteraction);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
