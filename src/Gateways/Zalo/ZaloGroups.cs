using System.Globalization;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>A group of the account.</summary>
/// <param name="Id">What messages are addressed to. The address bar of oa.zalo.me shows one letter more.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Enabled">False when its pack has run out: it takes no messages and is deleted after 45 days.</param>
/// <param name="Members">How many.</param>
/// <param name="MostMembers">What its pack allows; null where Zalo does not say.</param>
/// <param name="Link">To join it.</param>
/// <param name="DeletedOn">The day on which Zalo deletes it; null while it is in order.</param>
public sealed record ZaloGroupInfo(string Id, string Name, bool Enabled, int Members, int? MostMembers, string? Link, string? DeletedOn);

public sealed record ZaloGroupPage(int Total, IReadOnlyList<ZaloGroupInfo> Groups);

/// <param name="AssetId">Pays for one group.</param>
/// <param name="Available">No group uses it yet.</param>
/// <param name="GroupId">Which one does.</param>
/// <param name="ValidThrough">As Zalo writes it.</param>
public sealed record ZaloGroupPack(string AssetId, bool Available, string? GroupId, string? ValidThrough);

/// <summary>Makes and keeps groups. Needs a verified account, a paid pack for each group and the permission to manage groups.</summary>
public sealed class ZaloGroups(ZaloClient zalo)
{
    private const string Base = "/v3.0/oa/group/";

    /// <param name="name">Shown name.</param>
    /// <param name="description">May be empty.</param>
    /// <param name="assetId">A free pack, from <see cref="PacksAsync"/>.</param>
    /// <param name="members">1 to 99 user ids, one of them an administrator of the account. All must follow it or have written within seven days.</param>
    /// <param name="ct">Stops before anything was sent.</param>
    public async Task<Reply<ZaloGroupInfo>> CreateAsync(string name, string description, string assetId, IReadOnlyCollection<string> members, CancellationToken ct)
    {
        if (members.Count is < 1 or > 99)
        {
            return new Reply<ZaloGroupInfo>(null, new Outcome.Failed(FailureScope.Message, "members-1-to-99"));
        }

        var reply = await PostAsync("creategroupwithoa", new { group_name = name, group_description = description, asset_id = assetId, member_user_ids = members }, ct);
        return reply.Read(data => Info(data, name));
    }

    public async Task<Reply<ZaloGroupPage>> ListAsync(int offset, int count, CancellationToken ct) =>
        (await GetAsync(string.Create(CultureInfo.InvariantCulture, $"getgroupsofoa?offset={offset}&count={count}"), ct))
            .Read(data => new ZaloGroupPage(data.Int("total") ?? 0, [.. data.Items("groups").Select(group => Info(group, "")!)]));

    public async Task<Reply<ZaloGroupInfo>> FindAsync(string groupId, CancellationToken ct) =>
        (await GetAsync("getgroup?group_id=" + Uri.EscapeDataString(groupId), ct)).Read(data => Info(data.Child("group_info") ?? data, ""));

    /// <summary>User ids of members, at most 50 at once.</summary>
    public async Task<Reply<IReadOnlyList<string>>> MembersAsync(string groupId, int offset, int count, CancellationToken ct) =>
        (await GetAsync(string.Create(CultureInfo.InvariantCulture, $"listmember?group_id={Uri.EscapeDataString(groupId)}&offset={offset}&count={Math.Min(count, 50)}"), ct))
            .Read<IReadOnlyList<string>>(data => [.. data.Items("members").Select(member => member.Text("user_id")).OfType<string>()]);

    /// <returns>Null when it is done.</returns>
    public Task<Outcome?> InviteAsync(string groupId, IReadOnlyCollection<string> users, CancellationToken ct) =>
        DoAsync("invite", new { group_id = groupId, member_user_ids = users }, ct);

    /// <returns>Null when it is done.</returns>
    public Task<Outcome?> RemoveAsync(string groupId, IReadOnlyCollection<string> users, CancellationToken ct) =>
        DoAsync("removemembers", new { group_id = groupId, member_user_ids = users }, ct);

    /// <returns>Null when it is done.</returns>
    public Task<Outcome?> UpdateAsync(string groupId, string name, string description, CancellationToken ct) =>
        DoAsync("updateinfo", new { group_id = groupId, group_name = name, group_description = description }, ct);

    /// <returns>Null when it is done.</returns>
    public Task<Outcome?> DeleteAsync(string groupId, CancellationToken ct) => DoAsync("delete", new { group_id = groupId }, ct);

    /// <param name="size">10, 50, 100 or 1000 members.</param>
    /// <param name="ct">Stops before anything was sent.</param>
    public async Task<Reply<IReadOnlyList<ZaloGroupPack>>> PacksAsync(int size, CancellationToken ct)
    {
        var body = new { quota_owner = "OA", product_type = "gmf" + size.ToString(CultureInfo.InvariantCulture), quota_type = "sub_quota" };
        var reply = await zalo.PostAsync(zalo.Addresses.Open, "/v3.0/oa/quota/group", body, ZaloErrors.Oa, ct);
        return reply.Read<IReadOnlyList<ZaloGroupPack>>(data => data.ValueKind != JsonValueKind.Array ? null
            :
            [
                .. data.EnumerateArray().Select(pack =>
                    new ZaloGroupPack(pack.Text("asset_id")!, pack.Text("status") == "available", pack.Text("used_id"), pack.Text("valid_through"))),
            ]);
    }

    private static ZaloGroupInfo? Info(JsonElement group, string name) => group.Text("group_id") is not { } id ? null
        : new ZaloGroupInfo(id, group.Text("name") ?? group.Text("group_name") ?? name, group.Text("status") is null or "enabled", group.Int("total_member") ?? 0,
            group.Int("max_member"), group.Text("group_link"), group.Text("auto_delete_date") is { Length: > 0 } day ? day : null);

    private Task<Reply<JsonElement>> GetAsync(string pathAndQuery, CancellationToken ct) =>
        zalo.GetAsync(zalo.Addresses.Open, Base + pathAndQuery, ZaloErrors.Oa, ct);

    private Task<Reply<JsonElement>> PostAsync(string path, object body, CancellationToken ct) =>
        zalo.PostAsync(zalo.Addresses.Open, Base + path, body, ZaloErrors.Oa, ct);

    private async Task<Outcome?> DoAsync(string path, object body, CancellationToken ct) => (await PostAsync(path, body, ct)).Problem;
}
