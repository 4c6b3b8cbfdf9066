using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;

namespace TungNgo.Tests.Sync;

/// <summary>One mutation of every kind that a phone can send of a household, and of its team's news.</summary>
internal static class DoorWork
{
    /// <summary>Work on the first door, which must have a phone number, in an order in which each is taken.</summary>
    public static Mutation[] All(Village village, Notice notice, Guid? member = null, DateOnly? day = null)
    {
        var (household, help, consent) = (village.Households[0].Id, Guid.CreateVersion7(), Guid.CreateVersion7());
        Mutation Of(string kind) => village.Mutate(kind, member);
        return
        [
            village.Visit(0, ("vneid2", Stage.Working)) with { MemberId = member ?? village.MemberId },
            Of("household.edit") with { Household = new PushHousehold(household, Landmark: "gần chùa", Fields: ["landmark"]) },
            Of("person.add") with { Person = new PushPerson(Guid.CreateVersion7(), household, "Kim Lan") },
            Of("person.edit") with { Person = new PushPerson(village.People[0].Id, household, Name: "Lý Dên Mới", Fields: ["name"]) },
            Of("consent.give") with { Consent = new PushConsent(consent, household, "store", "spoken", "km") },
            Of("consent.withdraw") with { Consent = new PushConsent(consent, household, "store", "spoken", "km") },
            Of("household.crops") with { Crop = new PushCrop(Guid.CreateVersion7(), household, "rice", 5000) },
            Of("contact.optout") with { Contact = new PushContact(household, Channel: "sms") },
            Of("contact.group") with { Contact = new PushContact(household, notice.GroupId) },
            Of("bulletin.told") with { Telling = new PushTelling(household, notice.VersionId) },
            Of("help.add") with { Help = new PushHelp(help, "Máy không vào được VNeID", household) },
            Of("help.answer") with { Help = new PushHelp(help, "Mai tổ đến nhà.") },
            Of("help.close") with { Help = new PushHelp(help) },
            Of("relay.handover") with { Relay = new PushRelay(notice.RelayId) },
            notice.Post(village, member),
            Of("household.add") with { Household = new PushHousehold(Guid.CreateVersion7(), village.HamletId, Head: "Sơn Kim") },
            Of("water.reading") with { Reading = new PushReading(notice.StationId, 4.6, "g/l") },
            Of("notice.answer") with { Answer = new PushAnswer(household, notice.VersionId, "closed", "group") },
            Of("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), household, "season", "spoken", "km") },
            Of("season.keep") with
            {
                Season = new PushSeason(
                    household, "rice", village.Server.Clock.Today().Year, "winterSpring", 6000, 900_000, 2_400_000, 1_500_000, 600_000, 1_200_000,
                    1_800_000, 300_000, 4200, 10, "salt"),
            },
            Of("work.object") with { Work = new PushWork(village.TeamId, day ?? village.Server.Clock.Today(), "Thiếu một ngày") },
            Of("question.ask") with { Question = new PushQuestion(Guid.CreateVersion7(), "Mất SIM thì sao?", "km") },
            Of("stock.out") with { Stock = new PushStock(village.TeamId, Notice.Material, 2, household) },
            Of("stock.lend") with { Stock = new PushStock(village.TeamId, Notice.Material, 1, household, (day ?? village.Server.Clock.Today()).AddDays(14)) },
            Of("lane.take") with { Lane = new PushLane(village.LaneId, day ?? village.Server.Clock.Today()) },
        ];
    }
}
