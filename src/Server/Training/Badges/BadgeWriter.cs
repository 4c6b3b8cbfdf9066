using System.Globalization;
using System.Text.Json.Nodes;
using TungNgo.Data;
using TungNgo.Training.Courses;

namespace TungNgo.Training.Badges;

/// <summary>Whose badge it is, and for what.</summary>
/// <param name="Office">Name of the office that signs.</param>
internal sealed record BadgeFacts(string Code, string Name, Course Course, string Office, DateTime SignedAt, DateOnly? ValidTo, int StatusIndex);

/// <summary>
/// Badges as Open Badges 3.0 has them, in the form of a JWT (§8.2: the payload is the credential itself). Of the member it says the name and no more.
/// </summary>
internal sealed class BadgeWriter(BadgeKeys keys)
{
    public string StatusAddress => $"{keys.Base}/badges/status/1";

    public string IssuerAddress => $"{keys.Base}/badges/issuer";

    public string AddressOf(string code) => $"{keys.Base}/chung-nhan/{code}";

    public JsonObject Badge(BadgeFacts facts)
    {
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            ["id"] = AddressOf(facts.Code),
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = facts.Course.Name["vi"],
            ["issuer"] = new JsonObject { ["id"] = IssuerAddress, ["type"] = new JsonArray("Profile"), ["name"] = facts.Office },
            ["validFrom"] = Instant(facts.SignedAt),
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(new JsonObject
                {
                    ["type"] = "IdentityObject", ["identityHash"] = facts.Name, ["identityType"] = "name", ["hashed"] = false,
                }),
                ["achievement"] = Achievement(facts.Course),
            },
            ["credentialStatus"] = new JsonObject
            {
                ["id"] = $"{StatusAddress}#{facts.StatusIndex}",
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = facts.StatusIndex.ToString(CultureInfo.InvariantCulture),
                ["statusListCredential"] = StatusAddress,
            },
            ["iss"] = IssuerAddress,
            ["jti"] = AddressOf(facts.Code),
            ["nbf"] = Seconds(facts.SignedAt),
        };
        if (facts.ValidTo is { } last)
        {
            var end = LegalDay.Start(last.AddDays(1));
            (badge["validUntil"], badge["exp"]) = (Instant(end), Seconds(end));
        }

        return badge;
    }

    /// <summary>The list of what was taken back, as a credential of its own.</summary>
    public JsonObject Status(IEnumerable<int> revoked, DateTime now) => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
        ["id"] = StatusAddress,
        ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
        ["issuer"] = IssuerAddress,
        ["validFrom"] = Instant(now),
        ["credentialSubject"] = new JsonObject
        {
            ["id"] = StatusAddress + "#list", ["type"] = "BitstringStatusList", ["statusPurpose"] = "revocation", ["encodedList"] = StatusList.Encode(revoked),
        },
        ["iss"] = IssuerAddress,
        ["nbf"] = Seconds(now),
    };

    public JsonObject Issuer(string name) => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        ["id"] = IssuerAddress,
        ["type"] = new JsonArray("Profile"),
        ["name"] = name,
        ["url"] = keys.Base,
    };

    public JsonObject Achievement(Course course) => new()
    {
        ["id"] = $"{keys.Base}/badges/courses/{course.Code}",
        ["type"] = new JsonArray("Achievement"),
        ["name"] = course.Name["vi"],
        ["description"] = course.Summary["vi"],
        ["criteria"] = new JsonObject { ["narrative"] = $"{course.PassRight}/{course.Draw}" },
    };

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static long Seconds(DateTime at) => new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds();
}
