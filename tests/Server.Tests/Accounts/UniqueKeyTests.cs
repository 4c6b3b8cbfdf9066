using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TungNgo.Tests.Accounts;

/// <summary>
/// What is unique in the whole database can be taken by naming it first, or taken over by naming it again. So each such key is known here with whoever makes it;
/// a new one fails until somebody has thought about who could.
/// </summary>
public sealed class UniqueKeyTests
{
    private const string Server = "the server makes it", Parts = "ids of rows whose scope is asked when they are written", Province = "the province's alone, asked at the province";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["User NormalizedUserName"] = "an administrator names it; a taken one is refused in words (ManageAccounts)",
        ["Area SeedKey"] = Server, ["ApprovalRule SeedKey"] = Server, ["Bulletin Code"] = Server, ["HelpRequest LookupCode"] = Server, ["Household Number"] = Server, ["Service Number"] = Server,
        ["Device TokenHash"] = Server, ["EnrolmentCode CodeHash"] = Server, ["ServerKey Name"] = Server, ["Change Number"] = Server, ["AuditEntry Number"] = Server,
        ["WrongTries Key"] = Server, ["FigureCheck Id"] = Server,
        ["BulletinKind Code"] = Province, ["BulletinTemplate Code"] = Province, ["Service Code"] = Province, ["Guide ServiceId,Language"] = Province,
        ["Lane HamletId,NameKey"] = Parts, ["RememberedMapping AreaId,Signature"] = Parts, ["BulletinVersion BulletinId,Number"] = Parts, ["BulletinText VersionId,Language"] = Parts,
        ["Relay VersionId,GroupId"] = Parts, ["Delivery VersionId,RecipientId,Kind"] = Parts, ["PlannedHamlet SendingId,HamletId"] = Parts, ["Recipient VersionId,RecipientId"] = Parts,
        ["UploadPart FileId,OwnerId,Offset"] = "relay and reading are the phone's own (RelayTests, PhoneWaterTests)", ["DeviceMember DeviceId,MemberId"] = Parts, ["LaneTaking LaneId,Day"] = Parts,
        ["Standing HouseholdId,PersonId,ServiceId"] = Parts, ["VisitActivity HouseholdId,VisitId,PersonId,ServiceId"] = Parts, ["FieldEdit HouseholdId,Number,PersonId,Field"] = Parts,
        ["Person HouseholdId,Id"] = Parts, ["ImportedChange ImportId,HouseholdId"] = Parts, ["FilePart OwnerId,Role,Number"] = Parts, ["CapDocument BulletinId,Number"] = Parts,
        ["Cell HamletId,Day,Indicator"] = Parts, ["Visit HouseholdId,Id"] = Parts, ["Consent HouseholdId,Id"] = Parts, ["HouseholdCrop HouseholdId,Id"] = Parts, ["SeasonAccount HouseholdId,Crop,Year,Season"] = Parts, ["SecondFactor UserId"] = Parts,
        ["ContactPoint Kind,Address"] = "a browser's endpoint is known to it and to us; a Zalo user is named by its verified account (PushTests, WebhookTests)",
        ["InboxEvent ChannelId,Key"] = "within the channel that verified it (WebhookTests)",
        ["ZaloToken OaId"] = "an account belongs to one unit; naming it again needs rights there (RightsHaveAnAreaTests)",
        ["RateBucket Key"] = "a channel's bucket follows its account's owner (RightsHaveAnAreaTests)",
        ["IdentityUserPasskey<Guid> CredentialId"] = "one that is known already is refused (PasskeyTests)",
        ["IdentityUserLogin<Guid> LoginProvider,ProviderKey"] = "not used: nobody signs in by another's account", ["IdentityUserToken<Guid> UserId,LoginProvider,Name"] = Parts,
        ["FeedCounter Id"] = Server,
        ["BadgeKey DeviceId,MemberId"] = Parts, ["BadgeCard CodeHash"] = Server, ["BadgePhoto MemberId"] = Parts,
        ["BadgeKey KeyId"] = "a hash of the key itself; who names another's is refused (DoorTests)",
        ["Station Number"] = Server, ["Station SeedKey"] = Server, ["Threshold SeedKey"] = Server, ["Station KeyHash"] = "256 random bits of ours", ["ReadingBatch Number"] = Server,
        ["StationState StationId"] = Parts, ["ReadingBatch StationId,Way,Day"] = Parts, ["Reading Station,Measure,Span,At,Depth,Revision"] = Parts, ["StationDay Station,Measure,Day"] = Parts,
        ["StationForecast Station,Day,Origin"] = Server, ["StationSkill Station,Horizon"] = Server, ["WaterStep EventId,Number"] = Server, ["HazardRule Measure,Side"] = Province,
        ["PolledSource StationId"] = Parts, ["SeenEntry SourceId,Key"] = Parts,
        ["AuthorityAlert Key"] = "sender, identifier and time of an alert, or a source's own entry: one draft in the whole system, whichever feed brings it (DraftTests)",
        ["MqttLine Id"] = Server, ["DocumentTemplate Kind,Number"] = Server,
        ["Indicator Code,Version"] = Province, ["PeriodKind Code"] = Province, ["ReportForm Code,Edition"] = Province, ["ReportSnapshot ReportId"] = Server, ["ReportSnapshot Seal"] = Server,
        ["EnteredValue Period,AreaId,Indicator"] = Parts, ["Report FormId,Period,AreaId,Revision"] = Parts, ["Target Indicator,Period,AreaId"] = Parts,
        ["FigurePackage Hash"] = "print of what a registered key has signed (PackageTests)", ["FigurePackage Period,ProvinceId"] = Parts, ["PackageUnit PackageId,AreaId"] = Parts,
        ["PackageFigure PackageId,AreaId,Indicator"] = Parts, ["ProvinceKey Print,ProvinceId"] = Parts,
        ["ApiKey SecretHash"] = Server, ["ApiKeyUse KeyId,Day,Route"] = Server, ["ReceivingSystem AreaId,Code"] = Parts, ["CodeMapping SystemId,Thing,Ours"] = Parts,
        ["PushMessage SystemId,ReportId"] = Parts,
        ["OutboxMail SubjectId,UserId,Occasion"] = Parts, ["MailStop UserId,Kind"] = Parts, ["TableSubscriber ScheduleId,UserId"] = Parts,
        ["ClassSeat ClassId,MemberId"] = Parts, ["Certificate Code"] = Server, ["Certificate StatusIndex"] = Server, ["Certificate AreaId,Year,Sequence"] = Server,
        ["Certificate ClassId,MemberId"] = Parts, ["Certificate GuestId"] = Server, ["LessonRead MemberId,Lesson"] = Parts,
        ["Completion MemberId,Course,Day"] = "only for members of the officer's own teams; one that is there is known, and whoever keeps the member's unit takes it back (CompletionTests)",
        ["CampaignTarget CampaignId,AreaId,ServiceId,Day"] = Parts, ["CampaignResult CampaignId"] = Parts,
        ["WalkDoor HouseholdId,WalkId"] = Parts, ["WalkDoor HouseholdId"] = "only whoever keeps the household's hamlet cuts a walk of it, and held doors stay where they are (WalkTests)",
        ["Booking Code"] = Server,
        ["WorkMonth TeamId,Month"] = Parts, ["StockBalance TeamId,KindId"] = Parts, ["WorkLimits Id"] = Server,
        ["NoticeAnswer MatterId,HouseholdId"] = Parts, ["PageAnswerCount MatterId,HamletId,Acted"] = Parts,
    };

    [Fact]
    public async Task Every_key_that_is_unique_in_the_whole_database_is_known_with_who_makes_it()
    {
        await using var server = await TestServer.StartAsync();
        var found = await server.WithDbAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(e => !e.IsOwned()).SelectMany(KeysOf).Order(StringComparer.Ordinal).ToList()));
        Assert.Empty(found.Except(Known.Keys).Select(k => $"{k}: say in UniqueKeyTests who makes it, and what holds another from taking it."));
    }

    /// <summary>Unique indexes, and primary keys that are more than an id of ours.</summary>
    private static IEnumerable<string> KeysOf(IEntityType type) =>
        type.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties)
            .Append(type.FindPrimaryKey()!.Properties).Where(p => p is not [{ Name: "Id" }]).Select(p => $"{Name(type)} {string.Join(',', p.Select(x => x.Name))}");

    private static string Name(IEntityType type) => type.ClrType.IsGenericType ? $"{type.ClrType.Name.Split('`')[0]}<Guid>" : type.ClrType.Name;
}
