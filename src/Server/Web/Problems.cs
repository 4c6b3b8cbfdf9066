namespace TungNgo.Web;

/// <summary>A kind of failure a person can meet: a stable code and the HTTP status. Its texts are error.CODE and error.CODE.next.</summary>
/// <param name="Kept">What was sent was kept all the same; this is what its sender must know of it.</param>
/// <param name="ComeBackAfter">Seconds after which the same may be asked again; 0 where it would only fail again.</param>
internal sealed record Problem(string Code, int Status, bool Kept = false, int ComeBackAfter = 0);

/// <summary>The closed catalogue of failures. A test holds that each has its texts in every language.</summary>
internal static partial class Problems
{
    public static readonly Problem NotFound = new("not-found", 404);
    public static readonly Problem Forbidden = new("forbidden", 403);
    public static readonly Problem SignInNeeded = new("sign-in-needed", 401);
    public static readonly Problem Invalid = new("invalid", 400);
    public static readonly Problem DayUnreadable = new("day-unreadable", 400);
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", 405);
    public static readonly Problem MediaTypeUnknown = new("media-type-unknown", 415);
    public static readonly Problem TooManyRequests = new("too-many-requests", 429);
    public static readonly Problem Unexpected = new("unexpected", 500);
    public static readonly Problem StorageFull = new("storage-full", 503, ComeBackAfter: 300);
    public static readonly Problem Busy = new("busy", 503, ComeBackAfter: 10);
    public static readonly Problem ChangedMeanwhile = new("changed-meanwhile", 409);
    public static readonly Problem FormUsed = new("form-used", 409);

    public static readonly Problem TooLarge = new("too-large", 413);

    // Accounts
    public static readonly Problem FormExpired = new("form-expired", 400);
    public static readonly Problem PasswordChangeNeeded = new("account.password-change-needed", 403);
    public static readonly Problem PasswordWrong = new("account.password-wrong", 400);
    public static readonly Problem PasswordTooShort = new("account.password-too-short", 400);
    public static readonly Problem PasswordTrivial = new("account.password-trivial", 400);
    public static readonly Problem PasswordHoldsName = new("account.password-holds-name", 400);
    public static readonly Problem PasswordSame = new("account.password-same", 400);
    public static readonly Problem TriesWait = new("account.tries-wait", 429);
    public static readonly Problem SecondFactorNeeded = new("account.second-needed", 403);
    public static readonly Problem SecondFactorWrong = new("account.second-wrong", 400);
    public static readonly Problem SecondFactorLast = new("account.second-last", 409);
    public static readonly Problem PasskeyRefused = new("account.passkey-refused", 400);
    public static readonly Problem PasskeysMany = new("account.passkeys-many", 409);
    public static readonly Problem AccountNameTaken = new("account.name-taken", 409);
    public static readonly Problem AccountNameInvalid = new("account.name-invalid", 400);
    public static readonly Problem AccountIsYours = new("account.is-yours", 403);
    public static readonly Problem AccountBeyondYou = new("account.beyond-you", 403);
    public static readonly Problem GrantInvalid = new("account.grant-invalid", 400);
    public static readonly Problem GrantTier = new("account.grant-tier", 400);

    // Phones and sync
    public static readonly Problem CodeOtherTeam = new("enrol.other-team", 409);
    public static readonly Problem CodeInvalid = new("enrol.code-invalid", 400);
    public static readonly Problem CodesWait = new("enrol.wait", 429);
    public static readonly Problem DeviceRevoked = new("device.revoked", 401);
    public static readonly Problem MemberNotOnPhone = new("sync.member-not-on-phone", 403);
    public static readonly Problem HouseholdUnknown = new("sync.household-unknown", 404);
    public static readonly Problem OutsideTerritory = new("sync.outside-territory", 403);
    public static readonly Problem PersonUnknown = new("sync.person-unknown", 404);
    public static readonly Problem ServiceUnknown = new("sync.service-unknown", 404);
    public static readonly Problem VisitUnknown = new("sync.visit-unknown", 404);
    public static readonly Problem LaneUnknown = new("sync.lane-unknown", 404);
    public static readonly Problem LaneTaken = new("sync.lane-taken", 409);
    public static readonly Problem NoneMarked = new("household.none-marked", 400);
    public static readonly Problem NothingChosen = new("household.nothing-chosen", 400);
    public static readonly Problem MutationUnknown = new("sync.kind-unknown", 400);
    public static readonly Problem WorkTooOld = new("sync.work-too-old", 400);
    public static readonly Problem IdTaken = new("sync.id-taken", 409);
    public static readonly Problem HouseholdMoved = new("household.moved", 409, Kept: true);
    public static readonly Problem HouseholdClosed = new("household.closed", 409, Kept: true);
    public static readonly Problem PersonGone = new("person.gone", 409, Kept: true);
    public static readonly Problem HouseholdTwin = new("household.twin", 409, Kept: true);
    public static readonly Problem EditConflict = new("edit.conflict", 409, Kept: true);
    public static readonly Problem CitizenNumber = new("citizen-number", 400);
    public static readonly Problem TextTooLong = new("text-too-long", 400);
    public static readonly Problem RelayUnknown = new("sync.relay-unknown", 404);
    public static readonly Problem RelayPosted = new("sync.relay-posted", 409, Kept: true);
    public static readonly Problem RelayNotYours = new("sync.relay-not-yours", 403);
    public static readonly Problem RelayUndoLate = new("sync.relay-undo-late", 409);
    public static readonly Problem RelayClosed = new("sync.relay-closed", 409);
    public static readonly Problem MemberNotInTeam = new("sync.member-not-in-team", 404);
    public static readonly Problem RelayCancelled = new("sync.bulletin-cancelled", 409, Kept: true);
    public static readonly Problem AnswerUnknown = new("sync.answer-unknown", 404);
    public static readonly Problem SeasonConsent = new("season.no-consent", 409);
    public static readonly Problem AnswerNone = new("portal.answer-none", 400);
    public static readonly Problem TellingUnknown = new("sync.telling-unknown", 404);
    public static readonly Problem GroupUnknown = new("sync.group-unknown", 404);
    public static readonly Problem NoAddress = new("sync.no-address", 400);
    public static readonly Problem HelpUnknown = new("sync.help-unknown", 404);
    public static readonly Problem MediaTooLarge = new("sync.media-too-large", 413);
    public static readonly Problem MediaNotPicture = new("sync.media-not-picture", 415);
    public static readonly Problem BatchTooLarge = new("sync.batch-too-large", 413);

    // Areas
    public static readonly Problem AreaNotOnDay = new("areas.not-on-day", 400);
    public static readonly Problem AreaChangedLater = new("areas.changed-later", 409);
    public static readonly Problem AreaNameTaken = new("areas.name-taken", 409);
    public static readonly Problem AreaNameNeeded = new("areas.name-needed", 400);
    public static readonly Problem AreaActNeeded = new("areas.act-needed", 400);
    public static readonly Problem AreaDayNeeded = new("areas.day-needed", 400);
    public static readonly Problem MergeNeedsTwo = new("areas.merge-needs-two", 400);
    public static readonly Problem SplitNeedsTwo = new("areas.split-needs-two", 400);
    public static readonly Problem SplitLeavesUnit = new("areas.split-leaves-unit", 400);
    public static readonly Problem SplitLeavesDoors = new("areas.split-leaves-doors", 400);
    public static readonly Problem SplitLeavesLanes = new("areas.split-leaves-lanes", 400);
    public static readonly Problem ReorganisationState = new("reorganise.state", 409);
    public static readonly Problem ReorganisationEmpty = new("reorganise.empty", 400);
    public static readonly Problem ReorganisationOwnerless = new("reorganise.ownerless", 409);
    public static readonly Problem ReorganisationBuiltOn = new("reorganise.built-on", 409);
    public static readonly Problem ReorganisationTwice = new("reorganise.twice", 400);
    public static readonly Problem ReorganisationStep = new("reorganise.step", 400);
    public static readonly Problem ReorganisationMany = new("reorganise.many", 400);
    public static readonly Problem ReorganisationRow = new("reorganise.row", 400);
    public static readonly Problem ReorganisationListEmpty = new("reorganise.list-empty", 400);
    public static readonly Problem BoundaryFileLarge = new("boundaries.file-large", 400);
    public static readonly Problem BoundaryFileEncoding = new("boundaries.file-encoding", 400);
    public static readonly Problem BoundaryFileBroken = new("boundaries.file-broken", 400);
    public static readonly Problem BoundaryFileKind = new("boundaries.file-kind", 400);
    public static readonly Problem BoundaryFileCount = new("boundaries.file-count", 400);
    public static readonly Problem BoundaryFileMissing = new("boundaries.file-missing", 400);
    public static readonly Problem BoundaryFileGone = new("boundaries.file-gone", 409);
    public static readonly Problem BoundarySourceNeeded = new("boundaries.source-needed", 400);
    public static readonly Problem BoundaryNone = new("boundaries.none", 400);
    public static readonly Problem BoundaryState = new("boundaries.state", 409);
    public static readonly Problem BoundaryReplaced = new("boundaries.replaced", 409);
    public static readonly Problem AreaOrder = new("areas.order", 400);
    public static readonly Problem AreaParentless = new("areas.parentless", 400);
    public static readonly Problem AreaRoots = new("areas.roots", 400);
    public static readonly Problem AreaTorn = new("areas.torn", 400);
    public static readonly Problem HamletEndsLater = new("areas.ends-later", 400);
    public static readonly Problem HamletCommuneUnknown = new("areas.commune-unknown", 400);
    public static readonly Problem ListUnreadable = new("areas.list-unreadable", 400);
    public static readonly Problem ListWithoutHeader = new("areas.list-without-header", 400);
    public static readonly Problem ListCellError = new("areas.list-cell-error", 400);
    public static readonly Problem ListOldFont = new("areas.list-old-font", 400);
    public static readonly Problem StatisticsSourceNeeded = new("areas.statistics-source", 400);
    public static readonly Problem StatisticsRange = new("areas.statistics-range", 400);

    // Catalogue
    public static readonly Problem CatalogueNameNeeded = new("catalogue.name-needed", 400);
    public static readonly Problem CatalogueIcon = new("catalogue.icon", 400);
    public static readonly Problem CatalogueBlocker = new("catalogue.blocker", 400);
    public static readonly Problem CatalogueCode = new("catalogue.code", 400);
    public static readonly Problem CatalogueCodeTaken = new("catalogue.code-taken", 409);
    public static readonly Problem GuideWithoutSteps = new("catalogue.guide-without-steps", 400);

    // Figures
    public static readonly Problem FigurePeriod = new("figures.period", 400);
    public static readonly Problem FigureUnknown = new("figures.unknown", 400);

    // Teams
    public static readonly Problem TeamNameNeeded = new("teams.name-needed", 400);
    public static readonly Problem TeamNameTaken = new("teams.name-taken", 409);
    public static readonly Problem TeamDecisionNeeded = new("teams.decision-needed", 400);
    public static readonly Problem TeamLevelUnfit = new("teams.level-unfit", 400);
    public static readonly Problem TeamDaysOrder = new("teams.days-order", 400);
    public static readonly Problem TeamTwoLeaders = new("teams.two-leaders", 409);
    public static readonly Problem TeamMemberTwice = new("teams.member-twice", 409);
    public static readonly Problem TeamDissolved = new("teams.dissolved", 409);
    public static readonly Problem TeamEmpty = new("teams.empty", 400);
    public static readonly Problem MemberNameNeeded = new("teams.member-name", 400);
    public static readonly Problem MemberPhone = new("teams.member-phone", 400);
    public static readonly Problem MemberBirthYear = new("teams.member-birth", 400);
    public static readonly Problem MemberDoubtful = new("teams.member-doubtful", 409);
    public static readonly Problem GroupNameNeeded = new("teams.group-name", 400);
    public static readonly Problem GroupLink = new("teams.group-link", 400);
    public static readonly Problem GroupGmf = new("teams.group-gmf", 400);
    public static readonly Problem GroupCount = new("teams.group-count", 400);
    public static readonly Problem TeamAreaUnknown = new("teams.area-unknown", 400);
    public static readonly Problem TeamUnanswered = new("teams.unanswered", 400);
    public static readonly Problem TeamDayUnreadable = new("teams.day-unreadable", 400);
    public static readonly Problem TeamRoleUnknown = new("teams.role-unknown", 400);
    public static readonly Problem TeamLevelUnknown = new("teams.level-unknown", 400);
    public static readonly Problem TeamLanguageUnknown = new("teams.language-unknown", 400);
    public static readonly Problem TeamListUnreadable = new("teams.list-unreadable", 400);
    public static readonly Problem TeamListWithoutHeader = new("teams.list-without-header", 400);

    // Channels
    public static readonly Problem ChannelName = new("channels.name", 400);
    public static readonly Problem ChannelProvider = new("channels.provider", 400);
    public static readonly Problem ChannelSetting = new("channels.setting", 400);
    public static readonly Problem ChannelRange = new("channels.range", 400);
    public static readonly Problem ChannelQuiet = new("channels.quiet", 400);
    public static readonly Problem ChannelHost = new("channels.host", 400);
    public static readonly Problem ChannelAccountTaken = new("channels.account-taken", 409);
    public static readonly Problem ChannelTokens = new("channels.tokens", 400);
    public static readonly Problem ChannelConsent = new("channels.consent", 400);
    public static readonly Problem ChannelTest = new("channels.test", 400);
    public static readonly Problem ChannelKeys = new("channels.keys", 400);

    // Import of offices' lists
    public static readonly Problem ImportTaken = new("import.taken", 409);
    public static readonly Problem ImportNotTaken = new("import.not-taken", 409);
    public static readonly Problem ImportFileGone = new("import.file-gone", 410);

    // Help requests
    public static readonly Problem HelpSaysNothing = new("help.says-nothing", 400);
    public static readonly Problem HelpNoSound = new("help.no-sound", 400);
    public static readonly Problem HelpWhere = new("help.where", 400);
    public static readonly Problem HelpClosed = new("help.closed", 409);
    public static readonly Problem HelpNotOfTeam = new("help.not-of-team", 400);
    public static readonly Problem HelpRaised = new("help.raised", 409);
    public static readonly Problem HelpPhone = new("help.phone", 400);

    // Public pages
    public static readonly Problem PushOff = new("portal.push-off", 404);
    public static readonly Problem PushRefused = new("portal.push-refused", 400);
    // Households
    public static readonly Problem DayInFuture = new("household.day-in-future", 400);
    public static readonly Problem DayBeforeLater = new("household.day-before-later", 409);
    public static readonly Problem HouseholdSameHamlet = new("household.same-hamlet", 400);
    public static readonly Problem HouseholdNotOpen = new("household.not-open", 409);
    public static readonly Problem HouseholdNotClosed = new("household.not-closed", 409);
    public static readonly Problem MergeItself = new("household.merge-itself", 400);
    public static readonly Problem MergeUndone = new("household.merge-undone", 409);

    // Bulletins
    public static readonly Problem BulletinKindUnknown = new("bulletins.kind-unknown", 400);
    public static readonly Problem BulletinTextNeeded = new("bulletins.text-needed", 400);
    public static readonly Problem BulletinSourceNeeded = new("bulletins.source-needed", 400);
    public static readonly Problem BulletinAudienceNeeded = new("bulletins.audience-needed", 400);
    public static readonly Problem BulletinAudienceOutside = new("bulletins.audience-outside", 400);
    public static readonly Problem BulletinTooLong = new("bulletins.too-long", 400);
    public static readonly Problem BulletinZaloTooLong = new("bulletins.zalo-too-long", 400);
    public static readonly Problem BulletinPeriod = new("bulletins.period", 400);
    public static readonly Problem BulletinOver = new("bulletins.over", 409);
    public static readonly Problem BulletinRelatedUnknown = new("bulletins.related-unknown", 400);
    public static readonly Problem BulletinNoDanger = new("bulletins.no-danger", 409);
    public static readonly Problem BulletinChangeNeeded = new("bulletins.change-needed", 400);
    public static readonly Problem BulletinLanguageMissing = new("bulletins.language-missing", 400);
    public static readonly Problem BulletinWithoutRule = new("bulletins.without-rule", 409);
    public static readonly Problem BulletinFrozen = new("bulletins.frozen", 409);
    public static readonly Problem BulletinNotSubmitted = new("bulletins.not-submitted", 409);
    public static readonly Problem BulletinOwnText = new("bulletins.own-text", 409);
    public static readonly Problem BulletinNotYourTurn = new("bulletins.not-your-turn", 409);
    public static readonly Problem BulletinReasonNeeded = new("bulletins.reason-needed", 400);
    public static readonly Problem BulletinCorrectionOpen = new("bulletins.correction-open", 409);
    public static readonly Problem BulletinNotApproved = new("bulletins.not-approved", 409);
    public static readonly Problem BulletinCancelled = new("bulletins.cancelled", 409);
    public static readonly Problem BulletinField = new("bulletins.field", 400);
    public static readonly Problem BulletinNameNeeded = new("bulletins.name-needed", 400);
    public static readonly Problem BulletinRule = new("bulletins.rule", 400);
    public static readonly Problem TemplateUnreadable = new("bulletins.template-unreadable", 400);
    // Other authorities' feeds
    public static readonly Problem AuthorityNameNeeded = new("authorities.name-needed", 400);
    public static readonly Problem AuthorityAddress = new("authorities.address", 400);
    public static readonly Problem AuthorityMinutes = new("authorities.minutes", 400);

    // Specialised bulletins as forms
    public static readonly Problem FormNeeded = new("forms.needed", 400);
    public static readonly Problem FormValue = new("forms.value", 400);
    public static readonly Problem FormRange = new("forms.range", 400);
    public static readonly Problem FormOrder = new("forms.order", 400);
    public static readonly Problem FormRows = new("forms.rows", 400);

    // Official documents and their templates
    public static readonly Problem DocumentNeeded = new("documents.needed", 400);
    public static readonly Problem DocumentDay = new("documents.day", 400);
    public static readonly Problem DocumentTeam = new("documents.team", 400);
    public static readonly Problem TemplateMissing = new("documents.template-missing", 400);
    public static readonly Problem TemplateNotDocx = new("documents.not-docx", 400);
    public static readonly Problem TemplateTooLarge = new("documents.too-large", 413);
    public static readonly Problem TemplateMacros = new("documents.macros", 400);
    public static readonly Problem TemplateElsewhere = new("documents.elsewhere", 400);
    public static readonly Problem TemplateTag = new("documents.tag", 400);
    public static readonly Problem TemplateField = new("documents.field-unknown", 400);
    public static readonly Problem TemplateUnclosed = new("documents.unclosed", 400);
    public static readonly Problem TemplateEnd = new("documents.end", 400);
    public static readonly Problem TemplateNested = new("documents.nested", 400);
    public static readonly Problem TemplateCrosses = new("documents.crosses", 400);

    // Answers that phones hold
    public static readonly Problem AnswerNeeded = new("questions.needed", 400);
    public static readonly Problem AnswerHalfKhmer = new("questions.half-khmer", 400);
    public static readonly Problem AnswerHoldsPhone = new("questions.holds-phone", 400);

    // Material
    public static readonly Problem StockCount = new("stock.count", 400);
    public static readonly Problem StockKindUnknown = new("stock.kind-unknown", 400);
    public static readonly Problem StockKindName = new("stock.kind-name", 400);
    public static readonly Problem StockKindKnown = new("stock.kind-known", 409);
    public static readonly Problem StockKindEnded = new("stock.kind-ended", 409);
    public static readonly Problem StockPartner = new("stock.partner", 409);
    public static readonly Problem StockReturned = new("stock.returned", 409);
    public static readonly Problem StockDay = new("stock.day", 400);
    public static readonly Problem StockReason = new("stock.reason", 400);
    public static readonly Problem StockTeam = new("stock.team", 400);
    public static readonly Problem StockHousehold = new("stock.household", 400);
    public static readonly Problem StockMoveUnknown = new("stock.move-unknown", 404);

    // Files
    public static readonly Problem FileNotAudio = new("file.not-audio", 400);
    public static readonly Problem FileNotDocument = new("file.not-document", 400);
    public static readonly Problem FileTooLarge = new("file.too-large", 413);
    public static readonly Problem FileUnknown = new("file.unknown", 400);

    // Water
    public static readonly Problem PollingAddress = new("water.polling-address", 400);
    public static readonly Problem PollingColumns = new("water.polling-columns", 400);
    public static readonly Problem PollingUnit = new("water.polling-unit", 400);
    public static readonly Problem PollingMinutes = new("water.polling-minutes", 400);

    /// <summary>The entry for a status that the framework set without a reason of ours.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => Invalid,
        401 => SignInNeeded,
        403 => Forbidden,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => MediaTypeUnknown,
        429 => TooManyRequests,
        >= 500 => Unexpected,
        _ => NotFound,
    };

    /// <summary>Every entry, for the test of texts and for the documentation of codes.</summary>
    public static IEnumerable<Problem> All => typeof(Problems).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
        .Select(f => f.GetValue(null)).OfType<Problem>();

    // Water
    public static readonly Problem StationName = new("water.station-name", 400);
    public static readonly Problem StationUnknown = new("water.station-unknown", 404);
    public static readonly Problem StationNumbers = new("water.station-numbers", 400);
    public static readonly Problem StationHamlet = new("water.station-hamlet", 400);
    public static readonly Problem StationHamletTwice = new("water.station-hamlet-twice", 409);
    public static readonly Problem Threshold = new("water.threshold", 400);
    public static readonly Problem ThresholdSource = new("water.threshold-source", 400);
    public static readonly Problem ThresholdOwn = new("water.threshold-own", 403);
    public static readonly Problem Risk = new("water.risk", 400);
    public static readonly Problem RiskIssuer = new("water.risk-issuer", 400);
    public static readonly Problem ThresholdPast = new("water.threshold-past", 409);
    public static readonly Problem ReadingValue = new("water.reading-value", 400);
    public static readonly Problem TableEmpty = new("water.table-empty", 400);
}

/// <summary>A broken rule: carries its catalogue entry and the values that its sentence names. Mapped once to ProblemDetails.</summary>
internal sealed class Refusal(Problem problem, params object?[] values) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
    public object?[] Values { get; } = values;

    /// <summary>What else is wrong with what was sent; see <see cref="Checks"/>.</summary>
    public IReadOnlyList<Refusal> Others { get; init; } = [];
}
